namespace Flux.Orchestration.Docker;

/// <summary>Reports on the caller's thread and in order; <see cref="Progress{T}"/> does neither.</summary>
internal sealed class InlineProgress<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
