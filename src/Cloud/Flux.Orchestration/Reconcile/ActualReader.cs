using Flux.Orchestration.Docker;
using Flux.Orchestration.Volumes;

namespace Flux.Orchestration.Reconcile;

/// <summary>Reads the actual state: two lists from the engine, one from the volume folder.</summary>
internal sealed class ActualReader(Engine engine, VolumeStore volumes)
{
    /// <summary>Everything of the namespace, or the part that concerns one app.</summary>
    public async Task<EngineResult<ActualState>> ReadAsync(string? app, CancellationToken cancel, bool withSizes = false)
    {
        var containers = engine.Containers.ListAsync(app, cancel, withSizes);
        var networks = engine.Networks.ListAsync(app, cancel);
        var (listed, nets) = (await containers, await networks);
        if (!listed.Ok) return listed.Fault;
        if (!nets.Ok) return nets.Fault;
        return new ActualState(listed.Value, nets.Value, volumes.List().Select(note => note.App).Where(owner => app is null || owner == app).ToHashSet(), new Dictionary<string, string>());
    }
}
