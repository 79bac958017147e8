namespace Flux.Orchestration.Health;

/// <summary>How waiting for a container ended.</summary>
/// <param name="Kind">Ready, silent or ended.</param>
/// <param name="Detail">A sentence when not ready.</param>
internal readonly record struct Readiness(ReadinessKind Kind, string Detail);
