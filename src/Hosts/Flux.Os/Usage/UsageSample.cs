namespace Flux.Os.Usage;

/// <summary>What a container used at one moment.</summary>
/// <param name="At">When.</param>
/// <param name="Data">JSON in UTF-8, under the engine's names, without what nobody draws.</param>
internal sealed record UsageSample(DateTimeOffset At, byte[] Data);
