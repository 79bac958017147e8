namespace Flux.Os.Machine;

/// <summary>A file system and the disk below it.</summary>
/// <param name="Name">The device as the system names it, or where it is mounted.</param>
/// <param name="TotalBytes">Size of the file system.</param>
/// <param name="Kind">What kind of disk it is.</param>
internal sealed record DiskFacts(string Name, long TotalBytes, DiskKind Kind);
