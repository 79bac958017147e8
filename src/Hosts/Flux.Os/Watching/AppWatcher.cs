using System.Collections.Immutable;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Os.Following;
using Flux.Os.Peers;
using Flux.Os.Registry;
using Flux.Primitives;
using Microsoft.Data.Sqlite;

namespace Flux.Os.Watching;

/// <summary>
/// Decides for this node which apps it runs: looks at every app several times a second and at once when the registry, a pulse or an
/// install changed. Decisions are the kernel's (<see cref="PlacementDecision"/>); <see cref="LocalInstances"/> carries them out.
/// </summary>
public sealed partial class AppWatcher : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly RegistryService _registry;
    private readonly ChainFollower _follower;
    private readonly GossipNetwork _gossip;
    private readonly PulseTable _pulses;
    private readonly LocalInstances _local;
    private readonly DeclineBook _declines;
    private readonly TimeProvider _time;
    private readonly ILogger<AppWatcher> _logger;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Dictionary<string, AppWatch> _watches = new(StringComparer.Ordinal);
    private readonly AppWalks _walks;
    private readonly CloseNodes _close;
    private readonly HashSet<OutPoint> _sharing = [];

    /// <summary>Watches from <see cref="RunAsync"/> on.</summary>
    public AppWatcher(
        RegistryService registry, ChainFollower follower, GossipNetwork gossip, PulseTable pulses, LocalInstances local, DeclineBook declines, AppWalks walks, CloseNodes close, TimeProvider time, ILogger<AppWatcher> logger)
    {
        (_registry, _follower, _gossip, _pulses, _local, _declines, _walks, _close, _time, _logger) = (registry, follower, gossip, pulses, local, declines, walks, close, time, logger);
        registry.Changed += (_, _, _) =>
        {
            Wake();
            return Task.CompletedTask;
        };
        pulses.Changed += Wake;
        local.Changed += Wake;
    }

    /// <summary>Looks and acts until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                LookAtAll();
            }
            catch (SqliteException e)
            {
                // The disk is full, say; the next look tries again.
                LogNotStored(e.Message);
            }
            await ((Task)_wake.WaitAsync(LongestPause, cancellation)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc cref="AppWalks.Of"/>
    public Walk WalkOf(RegisteredApp app) => _walks.Of(app);

    /// <inheritdoc/>
    public void Dispose() => _wake.Dispose();

    private void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // It is awake already, or over.
        }
    }

    /// <summary>One look at every app.</summary>
    internal void LookAtAll()
    {
        var picture = _follower.Picture;
        if (!picture.IsKnown || picture.IsInitialDownload) return;
        // The existing network's apps are placed by its own nodes' rules, which these are not.
        if (_registry.Rules.MainWay is not null) return;
        var table = _registry.Table;
        // Before the registry has reached the chain it may not know of removals and updates.
        if (table.Height < picture.Height) return;
        foreach (var name in _local.Names.Where(n => table.Find(n) is null)) _local.Stop(name, "it is no longer in the registry");
        // Only confirmed nodes run apps; what runs here goes on until the node is back or the app is over.
        if (picture.Nodes.FirstOrDefault(n => n.Address == _gossip.Self) is not { } self) return;
        _sharing.Clear();
        foreach (var app in table.Apps.Values) LookAt(app, self, picture);
        _close.Set(picture.Nodes.Where(n => n.Address is not null && _sharing.Contains(n.Collateral)).Select(n => n.Address!.Value));
        foreach (var gone in _watches.Keys.Where(k => !table.Apps.ContainsKey(k)).ToList()) _watches.Remove(gone);
    }

    private void LookAt(RegisteredApp app, ChainNodeEntry self, ChainPicture picture)
    {
        if (!_watches.TryGetValue(app.Key, out var watch)) _watches[app.Key] = watch = new AppWatch(_time);
        var walk = watch.WalkOf(app, picture, _declines.Version, () => WalkOf(app));
        if (walk.Member(self.Collateral) is not null) foreach (var member in walk.Members) _sharing.Add(member.Node.Collateral);
        var facts = FactsOf(app, walk, self, picture, watch);
        watch.NoteVacancies(PlacementDecision.Vacancies(facts, PlacementTiming.Default));
        var verdict = PlacementDecision.Decide(facts with { VacantForMs = watch.VacantForMs }, PlacementTiming.Default);
        if (watch.IsNew(verdict)) LogVerdict(app.Name, verdict.Action, verdict.Reason);
        switch (verdict.Action)
        {
            case PlacementAction.Start:
                _local.Start(app, (NodeTier)self.Tier);
                break;
            case PlacementAction.Stop:
                _local.Stop(app.Name, verdict.Reason);
                break;
            case PlacementAction.Keep when _local.HashOf(app.Name) != app.Hash.ToString() || _local.ProblemOf(app.Name) is not null:
                _local.Start(app, (NodeTier)self.Tier);
                break;
        }
    }

    private PlacementFacts FactsOf(RegisteredApp app, Walk walk, ChainNodeEntry self, ChainPicture picture, AppWatch watch)
    {
        var instances = ImmutableArray.CreateBuilder<InstanceFacts>();
        foreach (var node in picture.Nodes)
        {
            var rank = walk.Member(node.Collateral)?.Rank;
            var fact = node.Collateral == self.Collateral ? _local.FactsOf(app.Name, node.Collateral, rank) : RemoteFacts(app, node, rank);
            if (rank is not null || fact.State != InstanceState.Idle) instances.Add(fact);
        }
        return new PlacementFacts(self.Collateral, app.Spec.Instances, instances.ToImmutable(), watch.ObservedForMs, watch.VacantForMs);
    }

    private InstanceFacts RemoteFacts(RegisteredApp app, ChainNodeEntry node, int? rank)
    {
        var fact = new InstanceFacts { Node = node.Collateral, Rank = rank };
        if (node.Address is not { } address) return fact;
        fact = fact with { ReachedAgoMs = _pulses.ReachedAgoMs(address) };
        if (_pulses.Find(address)?.Apps.FirstOrDefault(a => a.Name == app.Name) is not { } pulse) return fact;
        return fact with
        {
            State = pulse.State == PulseApp.Running ? InstanceState.Running : InstanceState.Installing,
            HealthyForMs = pulse.HealthyMs,
            UnhealthyForMs = _pulses.UnhealthyForMs(address, pulse.Name),
            InstallingForMs = pulse.InstallingMs,
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "App {App}: {Action} ({Reason})")]
    private partial void LogVerdict(string app, PlacementAction action, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A decision could not be stored: {Reason}")]
    private partial void LogNotStored(string reason);
}
