namespace Flux.Mining.Stratum;

/// <summary>A block that a worker found and that became the tip.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Worker">Who found it.</param>
/// <param name="At">When.</param>
public sealed record FoundBlock(int Height, string Hash, string Worker, DateTimeOffset At);
