using Flux.Orchestration.Docker;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Reconcile;
using Flux.Orchestration.Volumes;

namespace Flux.Orchestration.Keeping;

/// <summary>Carries out plans; besides install steps the only one that touches the engine. Stops at the first fault: the next look plans anew.</summary>
internal sealed class PlanExecutor(Engine engine, ContainerLauncher launcher, VolumeStore volumes, OrchestrationOptions options)
{
    /// <summary>Executes one action; <paramref name="desired"/> is null for actions that only remove. <c>Install</c> is not for here.</summary>
    public async Task<EngineResult<Done>> ExecuteAsync(PlanAction action, DesiredInstance? desired, CancellationToken cancel) => action switch
    {
        PlanAction.MakeNetwork make => Drop(await engine.Networks.CreateAsync(make.App, cancel)),
        PlanAction.RemoveNetwork remove => await RemoveNetworkAsync(remove, cancel),
        PlanAction.JoinNetwork join => await JoinAsync(join, cancel),
        PlanAction.MakeContainer make when desired is not null => await MakeAsync(make, desired, cancel),
        PlanAction.RenameContainer rename => await engine.Containers.RenameAsync(rename.ContainerId, engine.Names.Container(rename.Component), cancel),
        PlanAction.StartContainer start => await StartAsync(start, desired, cancel),
        PlanAction.StopContainer stop => await engine.Containers.StopAsync(stop.ContainerId, options.StopGrace, cancel),
        PlanAction.RemoveContainer remove => await RemoveContainerAsync(remove, desired, cancel),
        PlanAction.RemoveVolumes remove => await volumes.RemoveAppAsync(remove.App, cancel),
        _ => throw new InvalidOperationException($"{action.GetType().Name} cannot be executed here"),
    };

    /// <summary>After a reboot the volumes are mounted before anything writes to where they belong.</summary>
    private async Task<EngineResult<Done>> StartAsync(PlanAction.StartContainer start, DesiredInstance? desired, CancellationToken cancel)
    {
        if (desired is not null)
        {
            var volume = await volumes.CreateAsync(desired, cancel);
            if (!volume.Ok) return volume.Fault;
        }

        return await engine.Containers.StartAsync(start.ContainerId, cancel);
    }

    private async Task<EngineResult<Done>> MakeAsync(PlanAction.MakeContainer make, DesiredInstance desired, CancellationToken cancel)
    {
        var index = IndexOf(desired, make.Component);
        var component = desired.Components[index];
        var image = await launcher.EnsureImageAsync(component, _ => { }, cancel);
        if (!image.Ok) return image.Fault;
        var volume = await volumes.CreateAsync(desired, cancel);
        if (!volume.Ok) return volume.Fault;
        var created = await launcher.CreateAsync(desired, index, image.Value, cancel);
        if (!created.Ok) return created.Fault;
        return component.Running ? Drop(await launcher.StartAsync(desired, index, image.Value, created.Value, cancel)) : new Done();
    }

    /// <summary>A container that is replaced or no longer wanted gets its time to end by itself.</summary>
    private async Task<EngineResult<Done>> RemoveContainerAsync(PlanAction.RemoveContainer remove, DesiredInstance? desired, CancellationToken cancel)
    {
        if (desired is not null) await engine.Containers.StopAsync(remove.ContainerId, options.StopGrace, cancel);
        return await engine.Containers.RemoveAsync(remove.ContainerId, cancel);
    }

    private async Task<EngineResult<Done>> RemoveNetworkAsync(PlanAction.RemoveNetwork remove, CancellationToken cancel)
    {
        var listed = await engine.Networks.ListAsync(remove.App, cancel);
        if (!listed.Ok) return listed.Fault;
        return listed.Value.FirstOrDefault(one => one.Id == remove.NetworkId) is { } network ? await engine.Networks.RemoveAsync(network, cancel) : new Done();
    }

    /// <summary>The engine remembers a vanished network by its id: leave it by name first, then join the new one.</summary>
    private async Task<EngineResult<Done>> JoinAsync(PlanAction.JoinNetwork join, CancellationToken cancel)
    {
        var name = engine.Names.Network(join.App);
        if (join.Leave) await engine.Networks.DisconnectAsync(name, join.ContainerId, cancel);
        return await engine.Networks.ConnectAsync(name, join.ContainerId, ContainerBuilder.Endpoint(join.Component), cancel);
    }

    private static int IndexOf(DesiredInstance desired, ComponentId id)
    {
        for (var index = 0; index < desired.Components.Count; index++)
        {
            if (desired.Components[index].Name == id.Component) return index;
        }

        throw new InvalidOperationException($"{id} is not a component of {desired.App}");
    }

    private static EngineResult<Done> Drop<T>(EngineResult<T> result) => result.Ok ? new Done() : result.Fault;
}
