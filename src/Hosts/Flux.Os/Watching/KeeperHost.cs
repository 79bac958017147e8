using Flux.Orchestration;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Updates;

namespace Flux.Os.Watching;

/// <summary>The container side of a real node.</summary>
internal sealed class KeeperHost(InstanceKeeper keeper) : IInstanceHost
{
    public IReadOnlyList<InstanceStatus> Instances => keeper.Instances;

    public Task<bool> RunsAsync(DesiredInstance instance, CancellationToken cancellation) => keeper.RunsAsync(instance, cancellation);

    public Task StartAsync(IReadOnlyList<DesiredInstance> desired, CancellationToken cancellation) => keeper.StartAsync(desired, cancellation);

    public IAsyncEnumerable<InstanceStatus> WatchAsync(CancellationToken cancellation) => keeper.WatchAsync(cancellation);

    public Task<InstallOutcome> InstallAsync(DesiredInstance desired, CancellationToken cancellation) => keeper.InstallAsync(desired, null, cancellation);

    public Task<UpdatePreparation> PrepareAsync(DesiredInstance desired, CancellationToken cancellation) => keeper.PrepareAsync(desired, cancellation);

    public Task<EngineResult<Done>> RemoveAsync(string app, CancellationToken cancellation) => keeper.RemoveAsync(app, cancellation);
}
