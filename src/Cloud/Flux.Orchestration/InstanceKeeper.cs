using Flux.Orchestration.Docker;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Instances;
using Microsoft.Extensions.Logging;

namespace Flux.Orchestration;

/// <summary>
/// Keeps this node's containers equal to what is desired. Work on one app is done in order, work on different apps side by side.
/// The host decides which instances are desired (registry, placement); nothing here knows about the chain.
/// </summary>
#pragma warning disable CS9113 // bodies follow
public sealed class InstanceKeeper(OrchestrationOptions options, ILoggerFactory logs, TimeProvider time) : IAsyncDisposable
{
    /// <summary>
    /// Begins: removes what a crash left and nobody desires, repairs the rest, then follows engine events and sweeps once a minute.
    /// Returns as soon as the loops run; an engine that is down is reported and waited for.
    /// </summary>
    public Task StartAsync(IReadOnlyList<DesiredInstance> desired, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Installs an app, or moves an installed one to a new specification. Progress comes in order; on failure or cancellation nothing is left.</summary>
    public Task<InstallOutcome> InstallAsync(DesiredInstance desired, IProgress<InstallProgress>? progress, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Removes an app's containers, network and volumes. Removing what is not there is a success.</summary>
    public Task<EngineResult<Done>> RemoveAsync(string app, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Starts or stops one component (all with an empty name) and keeps it so.</summary>
    public Task<EngineResult<Done>> SetRunningAsync(ComponentId id, bool running, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Restarts one component (all with an empty name).</summary>
    public Task<EngineResult<Done>> RestartAsync(ComponentId id, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Compares desired and actual now instead of at the next event.</summary>
    public Task ReconcileAsync(CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>The latest status of every desired app; a snapshot.</summary>
    public IReadOnlyList<InstanceStatus> Instances => throw new NotImplementedException();

    /// <summary>Each change of status of an app, from now on. A slow reader loses the oldest.</summary>
    public IAsyncEnumerable<InstanceStatus> WatchAsync(CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>The engine, for logs, stats and lists.</summary>
    public Engine Engine => throw new NotImplementedException();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => throw new NotImplementedException();

    /// <summary>Removes every container, network, volume directory and firewall rule of a namespace; for <c>flux down</c> and dead nodes. Needs no keeper.</summary>
    public static Task<EngineResult<SweepReport>> SweepAsync(OrchestrationOptions options, CancellationToken cancel) => throw new NotImplementedException();
}
