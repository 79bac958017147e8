namespace Flux.Daemon;

/// <summary>Stands where a service that is switched off would be.</summary>
internal sealed class NothingToDispose : IAsyncDisposable
{
    public static NothingToDispose Instance { get; } = new();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
