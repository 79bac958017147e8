using Flux.Consensus.Rejects;
using Flux.Primitives;

namespace Flux.Chain.Import;

/// <summary>
/// A block that was read and judged as far as it can be by itself, away from the writer: what is left to judge depends on its ancestors.
/// </summary>
/// <param name="Block">It, ids computed.</param>
/// <param name="Bytes">As on the wire.</param>
/// <param name="Checksum">What <c>BlockReader.Checksum</c> says of the bytes.</param>
/// <param name="Header">Verdict of its header alone: version and proof of work.</param>
/// <param name="Body">Verdict of its body alone; not run when the header failed.</param>
internal sealed record PreparedBlock(Block Block, ReadOnlyMemory<byte> Bytes, ulong Checksum, Verdict Header, Verdict Body);
