namespace Flux.Chain.Snapshots;

/// <summary>A header of the snapshot's chain, and what is known of its block.</summary>
/// <param name="Bytes">The header on the wire.</param>
/// <param name="TransactionCount">Transactions of the block.</param>
/// <param name="BlockBytes">Size of the block.</param>
internal readonly record struct SnapshotHeader(byte[] Bytes, int TransactionCount, int BlockBytes);
