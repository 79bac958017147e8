using Flux.Orchestration.Docker;
using Flux.Orchestration.Volumes;

namespace Flux.Orchestration.Keeping;

/// <summary>Removes everything a namespace has on an engine, and the volume folder's content.</summary>
internal sealed class NamespaceSweep(Engine engine, VolumeStore volumes)
{
    private readonly List<string> left = [];

    public async Task<EngineResult<SweepReport>> RunAsync(CancellationToken cancel)
    {
        var containers = await engine.Containers.ListAsync(null, cancel);
        if (!containers.Ok) return containers.Fault;
        var removed = await Task.WhenAll(containers.Value.Select(async one => Count(one.Name, await engine.Containers.RemoveAsync(one.Id, cancel))));
        var networks = await engine.Networks.ListAsync(null, cancel);
        if (!networks.Ok) return networks.Fault;
        var gone = 0;
        foreach (var network in networks.Value) gone += Count(network.EngineName, await engine.Networks.RemoveAsync(network, cancel));
        var cleared = 0;
        foreach (var app in volumes.List().Select(note => note.App).Distinct()) cleared += Count($"volumes of {app}", await volumes.RemoveAppAsync(app, cancel));
        return new SweepReport(removed.Sum(), gone, cleared, left);
    }

    private int Count(string what, EngineResult<Done> result)
    {
        if (result.Ok) return 1;
        lock (left) left.Add($"{what}: {result.Fault.Message}");
        return 0;
    }
}
