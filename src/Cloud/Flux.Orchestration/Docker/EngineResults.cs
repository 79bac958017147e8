namespace Flux.Orchestration.Docker;

/// <summary>Wraps values whose static type is an interface, which no implicit conversion can.</summary>
internal static class EngineResults
{
    public static EngineResult<T> Of<T>(T value) => EngineResult<T>.From(value);
}
