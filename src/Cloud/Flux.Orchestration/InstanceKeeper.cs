using Flux.Orchestration.Docker;
using Flux.Orchestration.Firewall;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Keeping;
using Flux.Orchestration.Updates;
using Flux.Orchestration.Volumes;
using Microsoft.Extensions.Logging;

namespace Flux.Orchestration;

/// <summary>
/// Keeps this node's containers equal to what is desired. Work on one app is done in order, work on different apps side by side.
/// The host decides which instances are desired (registry, placement); nothing here knows about the chain.
/// </summary>
public sealed class InstanceKeeper : IAsyncDisposable
{
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMinutes(1);

    /// <summary>Reference §6.4.</summary>
    private static readonly TimeSpan MeasurePeriod = TimeSpan.FromMinutes(30);

    private readonly NodeParts parts;
    private readonly LaneTable lanes;
    private readonly CancellationTokenSource stop = new();
    private Task loops = Task.CompletedTask;
    private bool started;
    private int disposed;
    private int prepared;

    /// <summary>Prepares a keeper; nothing is touched before <see cref="StartAsync"/>.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it.</exception>
    public InstanceKeeper(OrchestrationOptions options, ILoggerFactory logs, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems() is { Count: > 0 } problems) throw new ArgumentException(string.Join("; ", problems), nameof(options));
        Engine = new Engine(options, time);
        var capacity = options.Capacity ?? new NodeCapacity(long.MaxValue / 4, long.MaxValue / 4, long.MaxValue / 4);
        parts = new NodeParts(options, Engine, new ReservationBook(capacity), new StatusBoard(), logs.CreateLogger<InstanceKeeper>(), time);
        lanes = new LaneTable(parts);
    }

    /// <summary>The engine, for logs, stats and lists.</summary>
    public Engine Engine { get; }

    /// <summary>The latest status of every app kept here; a snapshot.</summary>
    public IReadOnlyList<InstanceStatus> Instances => parts.Board.Snapshot();

    /// <summary>Volumes of this node.</summary>
    public VolumeStore Volumes => parts.Volumes;

    /// <summary>Whether the node is shielded from its containers; known once the engine has been reached.</summary>
    public FirewallReport Firewall { get; private set; } = new(false, "the engine has not been reached yet");

    /// <summary>Resources set aside and free.</summary>
    public ReservationBook Reservations => parts.Book;

    /// <summary>
    /// Begins: adopts the instances that the host knows to be this node's, removes what a crash left and nobody desires, repairs the
    /// rest, then follows engine events and sweeps once a minute. Returns as soon as the loops run; an engine that is down is waited for.
    /// </summary>
    /// <param name="desired">What this node was running according to the host's own records; everything else of this namespace goes.</param>
    /// <param name="cancel">Gives up starting.</param>
    public async Task StartAsync(IReadOnlyList<DesiredInstance> desired, CancellationToken cancel)
    {
        if (started) throw new InvalidOperationException("already started");
        started = true;
        foreach (var instance in desired) await lanes.Of(instance.App).AdoptAsync(instance, cancel);
        loops = Task.WhenAll(FollowEventsAsync(stop.Token), EveryAsync(SweepPeriod, SweepAsync, stop.Token), EveryAsync(MeasurePeriod, MeasureAsync, stop.Token));
    }

    /// <summary>
    /// Whether exactly this runs already: there is nothing to be made, started, stopped or removed. False when the engine does not tell. May be
    /// asked before <see cref="StartAsync"/>, by a host that does not know how far an update had come.
    /// </summary>
    public async Task<bool> RunsAsync(DesiredInstance desired, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(desired);
        var actual = await parts.Reader.ReadAsync(desired.App, cancel);
        return actual.Ok && parts.Reconciler.Holds(desired, actual.Value);
    }

    /// <summary>
    /// Installs an app, or moves an installed one to a new specification. Progress comes in order. On failure or cancellation nothing of
    /// a new install is left, and a changed one is back at its earlier specification.
    /// </summary>
    public Task<InstallOutcome> InstallAsync(DesiredInstance desired, IProgress<InstallProgress>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(desired);
        return lanes.Of(desired.App).InstallAsync(desired, progress, cancel);
    }

    /// <summary>
    /// Does for a change of an installed app what touches no container: fetches images and plans. Work on the app is not held up meanwhile.
    /// </summary>
    public Task<UpdatePreparation> PrepareAsync(DesiredInstance desired, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(desired);
        return new UpdatePreparer(parts).PrepareAsync(desired, cancel);
    }

    /// <summary>Removes an app's containers, network and volumes, cancelling an install that runs. Removing what is not there is a success.</summary>
    public Task<EngineResult<Done>> RemoveAsync(string app, CancellationToken cancel) => lanes.Of(app).RemoveAsync(cancel);

    /// <summary>Starts or stops one component (all with an empty name) and keeps it so.</summary>
    public Task<EngineResult<Done>> SetRunningAsync(ComponentId id, bool running, CancellationToken cancel) =>
        lanes.Of(id.App).SetRunningAsync(id.Component, running, cancel);

    /// <summary>Freezes one component (all with an empty name) with its memory and keeps it so, until it is set running or stopped.</summary>
    public Task<EngineResult<Done>> PauseAsync(ComponentId id, CancellationToken cancel) => lanes.Of(id.App).PauseAsync(id.Component, cancel);

    /// <summary>
    /// Makes one component (all with an empty name) anew: asks for a newer image, replaces the container and, when <paramref name="hard"/>,
    /// removes its data too. Faults: NotFound, Refused (data that another component uses), those of an install.
    /// </summary>
    public Task<EngineResult<Done>> RedeployAsync(ComponentId id, bool hard, Action<string> tell, CancellationToken cancel) =>
        lanes.Of(id.App).RedeployAsync(id.Component, hard, tell, cancel);

    /// <summary>Restarts one component (all with an empty name).</summary>
    public Task<EngineResult<Done>> RestartAsync(ComponentId id, CancellationToken cancel) => lanes.Of(id.App).RestartAsync(id.Component, cancel);

    /// <summary>Compares desired and actual of every app now instead of at the next event, and waits for the repairs.</summary>
    public async Task ReconcileAsync(CancellationToken cancel)
    {
        await Task.WhenAll((await LanesInUseAsync(cancel)).Select(lane => lane.ReconcileAsync(cancel)));
    }

    /// <summary>Each change of status of an app, from now on; an app that left comes without components. A slow reader loses the oldest.</summary>
    public IAsyncEnumerable<InstanceStatus> WatchAsync(CancellationToken cancel) => parts.Board.WatchAsync(cancel);

    /// <summary>Ends the loops. Containers go on running: a restart of the node's service is not felt by its apps.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1) return;
        await stop.CancelAsync();
        await loops;
        await lanes.DisposeAsync();
        Engine.Dispose();
        stop.Dispose();
    }

    private async Task FollowEventsAsync(CancellationToken cancel)
    {
        var lost = false;
        try
        {
            await foreach (var seen in Engine.Events.WatchAsync(cancel))
            {
                if (seen.Kind == EngineEventKind.Connected) await OnConnectedAsync(cancel);
                else if (seen.Kind != EngineEventKind.Lost) lanes.Find(seen.Component.App)?.OnEvent();
                else if (!lost && !cancel.IsCancellationRequested) parts.Logger.EngineLost();
                lost = seen.Kind == EngineEventKind.Lost;
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The end.
        }
    }

    private async Task OnConnectedAsync(CancellationToken cancel)
    {
        parts.Logger.EngineConnected();
        var loaded = await parts.Session.LoadAsync(cancel);
        foreach (var shortfall in loaded.Value?.Facts.Shortfalls() ?? []) parts.Logger.EngineShortfall(shortfall);
        await SweepAsync(cancel);
        await ShieldAsync(cancel);
        await PrepareOnceAsync(cancel);
    }

    internal Task WarmUpAsync(CancellationToken cancel) => new EngineWarmUp(parts).RunAsync(cancel);

    /// <summary>After every connection: an engine that starts rebuilds its own chains.</summary>
    private async Task ShieldAsync(CancellationToken cancel)
    {
        if (!parts.Options.Firewall) return;
        Firewall = await new NodeFirewall(parts.Options).ApplyAsync(cancel);
        if (!Firewall.Active) parts.Logger.NotShielded(Firewall.Reason);
    }

    private async Task PrepareOnceAsync(CancellationToken cancel)
    {
        if (Interlocked.Exchange(ref prepared, 1) == 1) return;
        if (await parts.Volumes.WhyUnlimitedAsync() is { } obstacle) parts.Logger.VolumesUnlimited(obstacle);
        await WarmUpAsync(cancel);
    }

    /// <summary>Where the engine cannot limit a writable layer it is watched: a container that outgrew it is replaced.</summary>
    internal Task MeasureAsync(CancellationToken cancel) => Task.WhenAll(lanes.All().Where(lane => !lane.IsIdle).Select(lane => lane.MeasureAsync(cancel)));

    private async Task EveryAsync(TimeSpan period, Func<CancellationToken, Task> work, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(period, parts.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel)) await work(cancel);
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task SweepAsync(CancellationToken cancel)
    {
        try
        {
            foreach (var lane in await LanesInUseAsync(cancel)) lane.RequestReconcile();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The end.
        }
    }

    /// <summary>Lanes of the apps that are desired or that have something here; a stranger's is compared with nothing, and so removed.</summary>
    private async Task<IReadOnlyCollection<AppLane>> LanesInUseAsync(CancellationToken cancel)
    {
        var used = lanes.All().Where(lane => !lane.IsIdle).ToHashSet();
        var actual = await parts.Reader.ReadAsync(null, cancel);
        if (actual.Ok) used.UnionWith(actual.Value.Apps().Select(lanes.Of));
        return used;
    }

    /// <summary>Removes every container, network, volume directory and firewall rule of a namespace; for <c>flux down</c> and dead nodes. Needs no keeper.</summary>
    public static async Task<EngineResult<SweepReport>> SweepAsync(OrchestrationOptions options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var engine = new Engine(options, TimeProvider.System);
        if (options.Firewall) await new NodeFirewall(options).RemoveAsync(cancel);
        return await new NamespaceSweep(engine, new VolumeStore(options)).RunAsync(cancel);
    }
}
