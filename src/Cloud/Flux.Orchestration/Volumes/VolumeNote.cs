namespace Flux.Orchestration.Volumes;

/// <summary>What is written beside a volume directory: whose it is and how large it may grow. A directory without a note is not ours.</summary>
/// <param name="App">App.</param>
/// <param name="Component">Component; empty in specifications without components.</param>
/// <param name="Bytes">Size the owner paid for when it was made.</param>
/// <param name="Limited">True when a file system of that size enforces it.</param>
public sealed record VolumeNote(string App, string Component, long Bytes, bool Limited);
