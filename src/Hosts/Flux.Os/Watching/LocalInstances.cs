using System.Collections.Concurrent;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Orchestration;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Instances;
using Flux.Os.Following;
using Flux.Os.Identity;
using Flux.Os.Peers;
using Flux.Os.Registry;
using Flux.Os.Storage;
using Flux.Primitives;

namespace Flux.Os.Watching;

/// <summary>
/// The instances of this node: carries out decisions through the <see cref="InstanceKeeper"/>, remembers them on disk, and tells the
/// network what runs, what was removed and what this node declines.
/// </summary>
public sealed partial class LocalInstances
{
    private const int DeclineBlocks = 100;
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    private readonly InstanceKeeper? _keeper;
    private readonly InstanceStore _store;
    private readonly RegistryService _registry;
    private readonly ChainFollower _follower;
    private readonly GossipNetwork _gossip;
    private readonly NodeKeyHolder _key;
    private readonly DeclineBook _declines;
    private readonly TimeProvider _time;
    private readonly ILogger<LocalInstances> _logger;
    private readonly ConcurrentDictionary<string, LocalApp> _apps = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Nothing is touched before <see cref="StartAsync"/>.</summary>
    public LocalInstances(
        KeeperHolder keeper,
        OsDatabase database,
        RegistryService registry,
        ChainFollower follower,
        GossipNetwork gossip,
        NodeKeyHolder key,
        DeclineBook declines,
        TimeProvider time,
        ILogger<LocalInstances> logger)
    {
        (_keeper, _store, _registry, _follower, _gossip) = (keeper.Keeper, new InstanceStore(database), registry, follower, gossip);
        (_key, _declines, _time, _logger) = (key, declines, time, logger);
    }

    /// <summary>Raised when an install ended or a container changed.</summary>
    public event Action? Changed;

    /// <summary>Apps that run or are being installed here.</summary>
    public IReadOnlyCollection<string> Names => [.. _apps.Keys];

    /// <summary>Adopts what ran before and follows the containers until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (_keeper is null) return;
        try
        {
            await _keeper.StartAsync(Adopted(), cancellation).ConfigureAwait(false);
            await foreach (var _ in _keeper.WatchAsync(cancellation).ConfigureAwait(false)) Changed?.Invoke();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The end.
        }
    }

    /// <summary>The message that an app runs or installs, or null.</summary>
    public string? HashOf(string app) => _apps.GetValueOrDefault(app)?.Hash;

    /// <summary>Last failure of an install that is waiting for its next try, or null.</summary>
    public string? ProblemOf(string app) => _apps.GetValueOrDefault(app)?.Problem;

    /// <summary>What the decision needs to know of this node.</summary>
    public InstanceFacts FactsOf(string app, OutPoint self, int? rank)
    {
        var facts = new InstanceFacts { Node = self, Rank = rank, ReachedAgoMs = 0 };
        if (!_apps.TryGetValue(app, out var local)) return facts;
        return local.IsInstalled
            ? facts with { State = InstanceState.Running, HealthyForMs = HealthyMs(app) }
            : facts with { State = InstanceState.Installing, InstallingForMs = (long)_time.GetElapsedTime(local.Began).TotalMilliseconds };
    }

    /// <summary>What a pulse tells of this node.</summary>
    public IReadOnlyList<PulseApp> Pulse() =>
    [
        .. _apps.Where(a => a.Value.Problem is null || a.Value.IsInstalled).Select(a => new PulseApp(
            a.Key,
            a.Value.Hash,
            a.Value.IsInstalled ? PulseApp.Running : PulseApp.Installing,
            a.Value.IsInstalled ? HealthyMs(a.Key) : 0,
            a.Value.IsInstalled ? 0 : (long)_time.GetElapsedTime(a.Value.Began).TotalMilliseconds,
            StatusOf(a.Key)?.Since?.ToUnixTimeMilliseconds() ?? 0)),
    ];

    /// <summary>Status of one app's containers, or null.</summary>
    public InstanceStatus? StatusOf(string app) => _keeper?.Instances.FirstOrDefault(i => string.Equals(i.App, app, StringComparison.OrdinalIgnoreCase));

    /// <summary>Begins to install, or to change to another message; returns at once. One that failed waits for its next try.</summary>
    public void Start(RegisteredApp app, NodeTier tier)
    {
        if (_keeper is null) return;
        var hash = app.Hash.ToString();
        var previous = _apps.GetValueOrDefault(app.Name);
        if (previous is { Hash: var running } && running == hash && (previous.Problem is null || _time.GetElapsedTime(previous.Began) < RetryPause)) return;
        if (previous is { IsBusy: true }) return;
        var next = new LocalApp(hash, _time.GetTimestamp()) { IsInstalled = previous?.IsInstalled ?? false, IsBusy = true };
        _apps[app.Name] = next;
        _store.Set(app.Name, hash, (int)tier);
        _ = InstallAsync(app, tier, next);
    }

    /// <summary>Removes an app; returns at once.</summary>
    public void Stop(string app, string reason)
    {
        if (_keeper is null || !_apps.TryRemove(app, out _)) return;
        LogRemoving(app, reason);
        _store.Remove(app);
        _ = RemoveAsync(app);
    }

    private List<DesiredInstance> Adopted()
    {
        var desired = new List<DesiredInstance>();
        foreach (var (app, hash, tier) in _store.All())
        {
            if (_registry.Table.Find(app) is not { } registered || registered.Hash.ToString() != hash)
            {
                _store.Remove(app);
                continue;
            }
            desired.Add(SpecTranslation.Translate(registered.Spec, hash, (NodeTier)tier));
            _apps[app] = new LocalApp(hash, _time.GetTimestamp()) { IsInstalled = true };
        }
        return desired;
    }

    private async Task InstallAsync(RegisteredApp app, NodeTier tier, LocalApp local)
    {
        LogInstalling(app.Name, local.Hash);
        var outcome = await _keeper!.InstallAsync(SpecTranslation.Translate(app.Spec, local.Hash, tier), null, CancellationToken.None).ConfigureAwait(false);
        local.IsBusy = false;
        if (outcome.Failure is { } failure) OnFailed(app, local, failure);
        else
        {
            local.IsInstalled = true;
            LogInstalled(app.Name, (long)_time.GetElapsedTime(local.Began).TotalMilliseconds);
            Tell(new RunningReport([new RunningApp(app.Name, local.Hash, IsoInstant.Write(NowMs))], _gossip.Self, NowMs, Apps.Canonical.JsNumber.From(Environment.TickCount64 / 1000), StaticIp: true));
        }
        Changed?.Invoke();
    }

    private void OnFailed(RegisteredApp app, LocalApp local, InstallFailure failure)
    {
        LogFailed(app.Name, failure.Stage, failure.Message);
        local.Problem = failure.Message;
        Tell(new InstallErrorReport(app.Name, local.Hash, _gossip.Self, failure.Message, NowMs));
        if (failure.MayRetry || failure.Reason == InstallFailureReason.Cancelled) return;
        // Others must know now: the next rank takes the seat at once instead of waiting.
        if (_follower.Picture.Nodes.FirstOrDefault(n => n.Address == _gossip.Self) is { } self)
        {
            var until = _follower.Picture.Height + DeclineBlocks;
            Tell(new DeclineReport(app.Name, app.Hash, _gossip.Self, self.Collateral, ReasonOf(failure.Reason), until, NowMs));
            _declines.Add(new Decline(self.Collateral, app.Hash, ReasonOf(failure.Reason), until));
        }
        _apps.TryRemove(app.Name, out _);
        _store.Remove(app.Name);
    }

    private async Task RemoveAsync(string app)
    {
        var removed = await _keeper!.RemoveAsync(app, CancellationToken.None).ConfigureAwait(false);
        if (removed.Fault is { } fault) LogRemoveFailed(app, fault.Message);
        Tell(new RemovedReport(_gossip.Self, app, NowMs));
        Changed?.Invoke();
    }

    private void Tell(GossipMessage message)
    {
        if (_key.Identity is { } identity) _gossip.Broadcast(identity.Seal(message, NowMs));
    }

    private long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private long HealthyMs(string app) =>
        StatusOf(app) is { Healthy: true, Since: { } since } ? Math.Max(1, (long)(_time.GetUtcNow() - since).TotalMilliseconds) : 0;

    private static DeclineReason ReasonOf(InstallFailureReason reason) => reason switch
    {
        InstallFailureReason.NoRoom or InstallFailureReason.DiskFull => DeclineReason.Resources,
        InstallFailureReason.PortTaken => DeclineReason.Port,
        InstallFailureReason.ImageUnknown or InstallFailureReason.WrongArchitecture or InstallFailureReason.RegistryUnavailable => DeclineReason.Image,
        InstallFailureReason.EngineUnavailable => DeclineReason.Maintenance,
        _ => DeclineReason.Unhealthy,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Installing {App} ({Hash})")]
    private partial void LogInstalling(string app, string hash);

    [LoggerMessage(Level = LogLevel.Information, Message = "{App} runs after {Milliseconds} ms")]
    private partial void LogInstalled(string app, long milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{App} could not be installed ({Stage}): {Reason}")]
    private partial void LogFailed(string app, InstallStage stage, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Removing {App}: {Reason}")]
    private partial void LogRemoving(string app, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{App} could not be removed: {Reason}; it is tried again")]
    private partial void LogRemoveFailed(string app, string reason);
}
