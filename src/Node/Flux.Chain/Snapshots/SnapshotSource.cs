namespace Flux.Chain.Snapshots;

/// <summary>A snapshot that the operator wants to start from.</summary>
/// <param name="Path">The file.</param>
/// <param name="Hash">SHA-256 that it must have, 64 hexadecimal digits; null when one of the network's own checkpoints must name it.</param>
public sealed record SnapshotSource(string Path, string? Hash);
