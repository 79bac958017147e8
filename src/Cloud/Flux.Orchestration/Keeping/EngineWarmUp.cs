using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Keeping;

/// <summary>
/// Walks the path of an install once with requests that the engine can only refuse, so that the first paid app does not wait for the
/// just-in-time compiler and the serializers. Leaves nothing.
/// </summary>
internal sealed class EngineWarmUp(NodeParts parts)
{
    private const string NoImage = "flux-warm-up/none:none";
    private const string NoContainer = "flux-warm-up-none";

    private static readonly ImageFacts Nothing = new("", "", "", "", 0);

    public async Task RunAsync(CancellationToken cancel)
    {
        var engine = parts.Engine;
        await engine.Images.FindAsync(NoImage, cancel);
        var created = await parts.Launcher.CreateAsync(Instance(), 0, Nothing, cancel);
        if (created.Ok) await engine.Containers.RemoveAsync(created.Value, cancel);
        await engine.Networks.RefuseAsync(cancel);
        await engine.Containers.StartAsync(NoContainer, cancel);
        await engine.Containers.ExitOfAsync(NoContainer, cancel);
    }

    private static DesiredInstance Instance() => new()
    {
        App = "flux-warm-up",
        MessageHash = "",
        Components =
        [
            new DesiredComponent
            {
                Name = "none",
                Image = NoImage,
                Environment = ["A=B"],
                Ports = [new PublishedPort(1, 1)],
                Limits = new ResourceLimits { NanoCpus = 1, MemoryBytes = 1, VolumeBytes = 1 },
                Mounts = [new DesiredMount(0, MountKind.Directory, DesiredMount.Primary, "/none")],
            },
        ],
    };
}
