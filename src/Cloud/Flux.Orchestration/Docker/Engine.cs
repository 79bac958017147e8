namespace Flux.Orchestration.Docker;

/// <summary>The only door to the Docker Engine. Every method answers an <see cref="EngineResult{T}"/>; only cancellation throws.</summary>
public sealed class Engine
{
}
