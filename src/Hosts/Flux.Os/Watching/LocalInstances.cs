using System.Collections.Concurrent;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Registry;
using Flux.Apps.Secrets;
using Flux.Apps.Specs;
using Flux.Orchestration;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Instances;
using Flux.Os.Following;
using Flux.Os.Identity;
using Flux.Os.Peers;
using Flux.Os.Registry;
using Flux.Os.Secrets;
using Flux.Os.Settings;
using Flux.Os.Storage;
using Flux.Primitives;
using Microsoft.Data.Sqlite;

namespace Flux.Os.Watching;

/// <summary>
/// The instances of this node: carries out decisions through the <see cref="InstanceKeeper"/>, remembers them on disk, and tells the
/// network what runs, what was removed and what this node declines.
/// </summary>
public sealed partial class LocalInstances
{
    private const int DeclineBlocks = 100;
    private const int TriesToDecline = 3;
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    private readonly IInstanceHost? _keeper;
    private readonly InstanceStore _store;
    private readonly RegistryService _registry;
    private readonly ChainFollower _follower;
    private readonly GossipNetwork _gossip;
    private readonly NodeKeyHolder _key;
    private readonly DeclineBook _declines;
    private readonly SecretKeeper _secrets;
    private readonly NodeSettingsStore _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<LocalInstances> _logger;
    private readonly ConcurrentDictionary<string, LocalApp> _apps = new(StringComparer.OrdinalIgnoreCase);
    private volatile bool _isAdopting;

    /// <summary>Nothing is touched before <see cref="StartAsync"/>.</summary>
    public LocalInstances(
        KeeperHolder keeper,
        OsDatabase database,
        RegistryService registry,
        ChainFollower follower,
        GossipNetwork gossip,
        NodeKeyHolder key,
        DeclineBook declines,
        SecretKeeper secrets,
        NodeSettingsStore settings,
        TimeProvider time,
        ILogger<LocalInstances> logger)
    {
        (_keeper, _store, _registry, _follower, _gossip) = (keeper.Host, new InstanceStore(database), registry, follower, gossip);
        (_key, _declines, _secrets, _settings, _time, _logger) = (key, declines, secrets, settings, time, logger);
        settings.Changed += LeaveRefused;
    }

    /// <summary>Raised when an install ended or a container changed.</summary>
    public event Action? Changed;

    /// <summary>Raised with everything that this node tells the network of its instances.</summary>
    public event Action<GossipMessage>? Told;

    /// <summary>Apps that run or are being installed here.</summary>
    public IReadOnlyCollection<string> Names => [.. _apps.Keys];

    /// <summary>Adopts what ran before and follows the containers until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (_keeper is null) return;
        _isAdopting = true;
        try
        {
            await _keeper.StartAsync(await AdoptedAsync(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            _isAdopting = false;
            Changed?.Invoke();
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
        // One whose install failed waits for its next try, and others need not wait for it.
        if (!_apps.TryGetValue(app, out var local) || local is { Problem: not null, IsInstalled: false }) return facts;
        if (local.IsSwitching) return facts with { State = InstanceState.Installing, InstallingForMs = (long)_time.GetElapsedTime(local.Began).TotalMilliseconds };
        var healthy = HealthyMs(app);
        return IsRunning(app, local)
            ? facts with { State = InstanceState.Running, HealthyForMs = healthy, UnhealthyForMs = local.SilentForMs(healthy > 0, _time) }
            : facts with { State = InstanceState.Installing, InstallingForMs = (long)_time.GetElapsedTime(local.Began).TotalMilliseconds };
    }

    /// <summary>What a pulse tells of this node. Were more begun than it can hold, those that run come first: others believe no longer pulse.</summary>
    public IReadOnlyList<PulseApp> Pulse() =>
    [
        .. _apps.Where(a => a.Value.Problem is null || a.Value.IsInstalled).Select(a => PulseOf(a.Key, a.Value)).OrderByDescending(app => app.State == PulseApp.Running).Take(Flux.Os.Watching.Pulse.MostApps),
    ];

    // While its containers are replaced it is told as being installed, which every gateway understands: no new requests, and no substitute is needed.
    private PulseApp PulseOf(string app, LocalApp local)
    {
        var runs = IsRunning(app, local) && !local.IsSwitching;
        return new PulseApp(
            app,
            local.Hash,
            runs ? PulseApp.Running : PulseApp.Installing,
            runs ? HealthyMs(app) : 0,
            runs ? 0 : (long)_time.GetElapsedTime(local.Began).TotalMilliseconds,
            runs ? StatusOf(app)?.Since?.ToUnixTimeMilliseconds() ?? 0 : 0,
            local.Update is { IsFailed: true } failed ? failed.Hash : null,
            local.Update?.FailedForMs(_time) ?? 0,
            local.Update?.Sentence is { Length: > PulseApp.LongestUpdate } sentence ? sentence[..PulseApp.LongestUpdate] : local.Update?.Sentence);
    }

    /// <summary>Status of one app's containers, or null.</summary>
    public InstanceStatus? StatusOf(string app) => _keeper?.Instances.FirstOrDefault(i => string.Equals(i.App, app, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Begins to install, or to change to another message; returns at once. One that failed waits for its next try. Nothing begins before it is
    /// known what ran here: an app that seems new is installed on empty volumes.
    /// </summary>
    public void Start(RegisteredApp app, NodeTier tier)
    {
        if (_keeper is null || _isAdopting) return;
        var hash = app.Hash.ToString();
        var previous = _apps.GetValueOrDefault(app.Name);
        if (previous is { Hash: var running } && running == hash && (previous.Problem is null || _time.GetElapsedTime(previous.Began) < RetryPause)) return;
        if (previous is { IsBusy: true }) return;
        if (_settings.Present.WhyNot(app.Spec) is { } refusal)
        {
            Leave(app, DeclineReason.Operator, refusal);
            return;
        }
        var tries = previous?.Hash == hash ? previous.Tries + 1 : 1;
        var before = previous is not null && previous.Hash != hash && (previous.IsInstalled || previous.IsAdopted) ? previous : null;
        var next = new LocalApp(hash, _time.GetTimestamp())
        {
            IsInstalled = previous?.IsInstalled ?? false,
            IsBusy = true,
            Tries = tries,
            Previous = before,
            IsSwitching = before?.Update is { Plan.TouchesNothing: false },
        };
        // A change is written down when it has succeeded: a start in its middle finds the version that ran, and begins the change again.
        if (before is null) _store.Set(app.Name, hash, (int)tier);
        _apps[app.Name] = next;
        _ = InstallAsync(app, tier, next);
    }

    /// <summary>Removes an app; returns at once. While it is not known yet what ran here nothing is done.</summary>
    public void Stop(string app, string reason)
    {
        if (_keeper is null || _isAdopting || !_apps.ContainsKey(app)) return;
        LogRemoving(app, reason);
        _store.Remove(app);
        _apps.TryRemove(app, out _);
        _ = RemoveAsync(app);
    }

    private DesiredInstance DesiredOf(RegisteredApp app, AppSecrets secrets, string hash, NodeTier tier) =>
        Held(SpecTranslation.Translate(app.Spec, secrets, hash, tier));

    private async Task InstallAsync(RegisteredApp app, NodeTier tier, LocalApp local)
    {
        LogInstalling(app.Name, local.Hash);
        var failure = await TryInstallAsync(app, tier, local).ConfigureAwait(false);
        try
        {
            await OnEndedAsync(app, tier, local, failure).ConfigureAwait(false);
        }
        catch (SqliteException e)
        {
            LogNotStored(app.Name, e.Message);
        }
        local.IsSwitching = false;
        local.IsBusy = false;
        Changed?.Invoke();
    }

    /// <summary>Null when it runs.</summary>
    private async Task<InstallFailure?> TryInstallAsync(RegisteredApp app, NodeTier tier, LocalApp local)
    {
        try
        {
            var (secrets, problem) = await _secrets.OpenAsync(app, CancellationToken.None).ConfigureAwait(false);
            if (secrets is null) return new InstallFailure(InstallStage.Reserve, InstallFailureReason.Other, problem, MayRetry: true);
            if (local.IsSwitching) await Task.Delay(DrainTime, _time).ConfigureAwait(false);
            return (await _keeper!.InstallAsync(DesiredOf(app, secrets, local.Hash, tier), CancellationToken.None).ConfigureAwait(false)).Failure;
        }
        catch (Exception e) when (e is OperationCanceledException or System.Threading.Channels.ChannelClosedException)
        {
            return new InstallFailure(InstallStage.Reserve, InstallFailureReason.Cancelled, "cancelled", MayRetry: true);
        }
        catch (Exception bug)
        {
            LogInstallBug(app.Name, bug);
            return new InstallFailure(InstallStage.Reserve, InstallFailureReason.Other, bug.Message, MayRetry: true);
        }
    }

    private Task OnEndedAsync(RegisteredApp app, NodeTier tier, LocalApp local, InstallFailure? failure)
    {
        // Stopped meanwhile: the removal tells the network, and what came after it must not be touched.
        if (_apps.GetValueOrDefault(app.Name) != local) return Task.CompletedTask;
        if (failure is not null) return OnFailedAsync(app, local, failure);
        if (local.Previous is not null) _store.Set(app.Name, local.Hash, (int)tier);
        local.IsInstalled = true;
        LogInstalled(app.Name, (long)_time.GetElapsedTime(local.Began).TotalMilliseconds);
        Tell(new RunningReport([new RunningApp(app.Name, local.Hash, IsoInstant.Write(NowMs))], _gossip.Self, NowMs, Apps.Canonical.JsNumber.From(Environment.TickCount64 / 1000), StaticIp: true));
        return Task.CompletedTask;
    }

    private Task OnFailedAsync(RegisteredApp app, LocalApp local, InstallFailure failure)
    {
        if (local.Previous is { } previous) return OnUpdateFailedAsync(app, local, previous, failure);
        local.Problem = failure.Message;
        if (failure.Reason == InstallFailureReason.Cancelled) return Task.CompletedTask;
        LogFailed(app.Name, failure.Stage, failure.Message);
        Tell(new InstallErrorReport(app.Name, local.Hash, _gossip.Self, failure.Message, NowMs));
        // What may pass is tried again, but not for ever: then another node should have the seat.
        if (failure.MayRetry && local.Tries < TriesToDecline) return Task.CompletedTask;
        Decline(app, ReasonOf(failure.Reason));
        _store.Remove(app.Name);
        _apps.TryRemove(app.Name, out _);
        return local.IsInstalled ? RemoveAsync(app.Name) : Task.CompletedTask;
    }

    private async Task RemoveAsync(string app)
    {
        try
        {
            var removed = await _keeper!.RemoveAsync(app, CancellationToken.None).ConfigureAwait(false);
            if (removed.Fault is { } fault) LogRemoveFailed(app, fault.Message);
        }
        catch (Exception e)
        {
            // What is left is swept with the next look of the keeper, or at the next start.
            LogRemoveFailed(app, e.Message);
            return;
        }
        Tell(new RemovedReport(_gossip.Self, app, NowMs));
        Changed?.Invoke();
    }

    // What was adopted counts as running from its first answer on.
    private bool IsRunning(string app, LocalApp local)
    {
        if (local is { IsInstalled: false, IsBusy: false, Problem: null } && HealthyMs(app) > 0) local.IsInstalled = true;
        return local.IsInstalled;
    }

    private GossipEnvelope? Tell(GossipMessage message)
    {
        Told?.Invoke(message);
        if (_key.Identity is not { } identity) return null;
        var envelope = identity.Seal(message, NowMs);
        _gossip.Broadcast(envelope);
        return envelope;
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
}
