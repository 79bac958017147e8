namespace Flux.Orchestration.Volumes.Files;

/// <summary>One entry of a folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Facts">What it is.</param>
/// <param name="Size">Bytes; of a folder, of everything in it as far as it was counted.</param>
public sealed record VolumeEntry(string Name, FileFacts Facts, long Size);
