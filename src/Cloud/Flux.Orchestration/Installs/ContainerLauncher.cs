using Docker.DotNet.Models;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Volumes;

namespace Flux.Orchestration.Installs;

/// <summary>Creates and starts a component's container; lowers a limit the engine cannot set and tries again.</summary>
internal sealed class ContainerLauncher(EngineSession session, VolumeStore volumes)
{
    /// <summary>The image of a component: local, or pulled.</summary>
    public async Task<EngineResult<ImageFacts>> EnsureImageAsync(DesiredComponent component, Action<string> progress, CancellationToken cancel)
    {
        var loaded = await session.LoadAsync(cancel);
        return loaded.Ok
            ? await session.Engine.Images.EnsureAsync(component.Image, component.Credentials, loaded.Value.Facts, progress, cancel)
            : loaded.Fault;
    }

    /// <summary>The image of a component as its registry has it now; the local one when the registry does not answer.</summary>
    public async Task<EngineResult<ImageFacts>> RefreshImageAsync(DesiredComponent component, Action<string> progress, CancellationToken cancel)
    {
        var loaded = await session.LoadAsync(cancel);
        return loaded.Ok
            ? await session.Engine.Images.RefreshAsync(component.Image, component.Credentials, loaded.Value.Facts, progress, cancel)
            : loaded.Fault;
    }

    /// <summary>Creates the container of component <paramref name="index"/>, under its own engine name unless another is given; answers its id.</summary>
    public async Task<EngineResult<string>> CreateAsync(DesiredInstance instance, int index, ImageFacts image, CancellationToken cancel, string? name = null)
    {
        var loaded = await session.LoadAsync(cancel);
        if (!loaded.Ok) return loaded.Fault;
        while (true)
        {
            var created = await session.Engine.Containers.CreateAsync(Build(loaded.Value, instance, index, image, name), cancel);
            if (created.Ok || !loaded.Value.Ceilings.LowerFor(created.Fault)) return created;
        }
    }

    /// <summary>Starts a created container; answers its id, a new one when it had to be made again with a lower limit.</summary>
    public async Task<EngineResult<string>> StartAsync(DesiredInstance instance, int index, ImageFacts image, string containerId, CancellationToken cancel, string? name = null)
    {
        while (true)
        {
            var started = await session.Engine.Containers.StartAsync(containerId, cancel);
            if (started.Ok) return containerId;
            var loaded = await session.LoadAsync(cancel);
            if (!loaded.Ok || !loaded.Value.Ceilings.LowerFor(started.Fault)) return started.Fault;
            var removed = await session.Engine.Containers.RemoveAsync(containerId, cancel);
            if (!removed.Ok) return removed.Fault;
            var again = await CreateAsync(instance, index, image, cancel, name);
            if (!again.Ok) return again;
            containerId = again.Value;
        }
    }

    private CreateContainerParameters Build(EngineSession.Loaded loaded, DesiredInstance instance, int index, ImageFacts image, string? name) =>
        loaded.Builder.Build(instance, index, image, volumes.MountsOf(instance, instance.Components[index]), name);
}
