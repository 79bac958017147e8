using Flux.Consensus.Work;
using Flux.Primitives;

namespace Flux.Consensus.Headers;

/// <summary>What rules about later blocks need of a header.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Height">Its height.</param>
/// <param name="Version">Header field 1.</param>
/// <param name="Time">Header field 5, Unix seconds.</param>
/// <param name="Bits">Header field 6.</param>
/// <param name="ChainWork">Work of the branch up to and with it.</param>
public readonly record struct HeaderSummary(BlockHash Hash, int Height, int Version, uint Time, uint Bits, UInt256 ChainWork);
