using Flux.Primitives;

namespace Flux.Chain.Snapshots;

/// <summary>What a snapshot file says of itself, and how it stands to the own chain.</summary>
/// <param name="Height">Height of the block whose state it holds.</param>
/// <param name="Base">The block.</param>
/// <param name="Hash">SHA-256 of the file.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Coins">Unspent outputs in it.</param>
/// <param name="IsOnOwnChain">The block is on the own main chain; null when the own chain is not that long.</param>
/// <param name="IsCheckpoint">The network itself vouches for the hash: no <c>-snapshothash</c> is needed.</param>
public sealed record SnapshotFacts(int Height, BlockHash Base, string Hash, long Bytes, long Coins, bool? IsOnOwnChain, bool IsCheckpoint);
