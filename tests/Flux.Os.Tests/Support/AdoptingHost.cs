using Flux.Orchestration;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Updates;
using Flux.Os.Watching;

namespace Flux.Os.Tests.Support;

/// <summary>A real container side of a node that starts, and what it was told to take over.</summary>
internal sealed class AdoptingHost(InstanceKeeper keeper) : IInstanceHost
{
    private readonly KeeperHost _host = new(keeper);

    public TaskCompletionSource Adopted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether every component of every app is to run.</summary>
    public bool Wanted { get; private set; }

    public IReadOnlyList<InstanceStatus> Instances => _host.Instances;

    public Task<bool> RunsAsync(DesiredInstance instance, CancellationToken cancellation) => _host.RunsAsync(instance, cancellation);

    public async Task StartAsync(IReadOnlyList<DesiredInstance> desired, CancellationToken cancellation)
    {
        Wanted = desired.SelectMany(one => one.Components).All(one => one.Running);
        await _host.StartAsync(desired, cancellation);
        Adopted.SetResult();
    }

    public IAsyncEnumerable<InstanceStatus> WatchAsync(CancellationToken cancellation) => _host.WatchAsync(cancellation);

    public Task<InstallOutcome> InstallAsync(DesiredInstance desired, CancellationToken cancellation) => _host.InstallAsync(desired, cancellation);

    public Task<UpdatePreparation> PrepareAsync(DesiredInstance desired, CancellationToken cancellation) => _host.PrepareAsync(desired, cancellation);

    public Task<EngineResult<Done>> RemoveAsync(string app, CancellationToken cancellation) => _host.RemoveAsync(app, cancellation);
}
