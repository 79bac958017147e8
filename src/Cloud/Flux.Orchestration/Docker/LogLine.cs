namespace Flux.Orchestration.Docker;

/// <summary>One line a container wrote.</summary>
/// <param name="Error">True for standard error.</param>
/// <param name="Time">When the engine received it, or null when it did not say.</param>
/// <param name="Text">The line without its end, at most 16 KiB.</param>
public readonly record struct LogLine(bool Error, DateTimeOffset? Time, string Text);
