using Flux.Primitives;

namespace Flux.Chain.Snapshots;

/// <summary>A snapshot that was written.</summary>
/// <param name="Path">The file.</param>
/// <param name="Height">Height of the block whose state it holds.</param>
/// <param name="Base">The block.</param>
/// <param name="Hash">SHA-256 of the file, as <c>sha256sum</c> prints it: what <c>-snapshothash</c> wants.</param>
/// <param name="Bytes">Length of the file.</param>
public sealed record SnapshotResult(string Path, int Height, BlockHash Base, string Hash, long Bytes);
