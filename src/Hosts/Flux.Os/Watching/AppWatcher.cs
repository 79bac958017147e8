using System.Collections.Immutable;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Registry;
using Flux.Apps.Rolls;
using Flux.Apps.Specs;
using Flux.Os.Following;
using Flux.Os.Peers;
using Flux.Os.Registry;
using Flux.Primitives;
using Microsoft.Data.Sqlite;

namespace Flux.Os.Watching;

/// <summary>
/// Decides for this node which apps it runs: looks at every app of which it may be a member, or that runs here, several times a second and
/// at once when the registry, a pulse or an install changed. Decisions are the kernel's (<see cref="PlacementDecision"/>); <see cref="LocalInstances"/> carries them out.
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
    private readonly OwnSeats _seats;
    private readonly SortedSet<string> _looked = new(StringComparer.Ordinal);
    private readonly HashSet<NodeAddress> _sharing = [], _told = [];
    private ImmutableArray<PlacementNode> _candidates = [];

    /// <summary>Watches from <see cref="RunAsync"/> on.</summary>
    public AppWatcher(
        RegistryService registry, ChainFollower follower, GossipNetwork gossip, PulseTable pulses, LocalInstances local, DeclineBook declines, AppWalks walks, CloseNodes close, TimeProvider time, ILogger<AppWatcher> logger)
    {
        (_registry, _follower, _gossip, _pulses, _local, _declines, _walks, _close, _time, _logger) = (registry, follower, gossip, pulses, local, declines, walks, close, time, logger);
        _seats = new OwnSeats(registry.Rules.Apps, declines);
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

    /// <summary>One look at every app that can be this node's.</summary>
    internal void LookAtAll()
    {
        var picture = _follower.Picture;
        if (!picture.IsKnown || picture.IsInitialDownload) return;
        // The existing network's apps are placed by its own nodes' rules, which these are not.
        if (_registry.Rules.MainWay is not null) return;
        var (table, index) = (_registry.Table, _registry.Index);
        // Before the registry has reached the chain it may not know of removals and updates.
        if (table.Height < picture.Height) return;
        foreach (var name in _local.Names.Where(n => table.Find(n) is null)) _local.Stop(name, "it is no longer in the registry");
        // Only confirmed nodes run apps; what runs here goes on until the node is back or the app is over.
        if (picture.Index.At(_gossip.Self) is not { } self) return;
        _candidates = _walks.CandidatesOf(picture).Nodes;
        if (Candidates.Find(_candidates, self.Collateral) is { } own) _seats.Update(index, picture.Genesis, _candidates, own);
        _looked.Clear();
        _looked.UnionWith(_seats.Possible.Where(index.Apps.ContainsKey));
        _looked.UnionWith(_local.Names.Select(AppSpec.KeyOf).Where(index.Apps.ContainsKey));
        _sharing.Clear();
        foreach (var key in _looked) LookAt(index.Apps[key], self, picture);
        TellClose();
        foreach (var gone in _watches.Keys.Where(key => !_looked.Contains(key)).ToList()) _watches.Remove(gone);
    }

    private void LookAt(RegisteredApp app, ChainNodeEntry self, ChainPicture picture)
    {
        if (!_watches.TryGetValue(app.Key, out var watch)) _watches[app.Key] = watch = new AppWatch(_time);
        var declines = _declines.Of(app.Hash);
        var members = watch.MembersOf(app, _candidates, declines, picture.Height, () => Walk.MembersOf(app, picture.Genesis, _registry.Rules.Apps, _candidates, declines, picture.Height));
        if (members.Any(member => member.Node.Collateral == self.Collateral)) NoteShared(members, picture);
        var facts = FactsOf(app, members, self, picture, watch);
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
                if (MayBegin(app, members, self, picture, watch)) _local.Start(app, (NodeTier)self.Tier);
                break;
        }
    }

    private bool MayBegin(RegisteredApp app, ImmutableArray<SeatedNode> members, ChainNodeEntry self, ChainPicture picture, AppWatch watch)
    {
        var readiness = _local.ReadinessOf(app, (NodeTier)self.Tier);
        if (readiness != UpdateReadiness.InTurn) return readiness == UpdateReadiness.Now;
        var facts = RollOf(app, members, self, picture, watch);
        var verdict = RollDecision.Decide(facts, RollTiming.Default);
        if (verdict.Awaited is { } awaited) watch.NoteAwaited(awaited, facts.Instances.First(one => one.Node == awaited).Phase);
        if (_local.NoteWaiting(app.Name, verdict.Go ? "" : verdict.Reason)) LogTurn(app.Name, verdict.Reason);
        return verdict.Go;
    }

    private RollFacts RollOf(RegisteredApp app, ImmutableArray<SeatedNode> members, ChainNodeEntry self, ChainPicture picture, AppWatch watch)
    {
        var instances = ImmutableArray.CreateBuilder<RollInstance>();
        foreach (var node in _pulses.NodesWith(app.Name).Select(picture.Index.At).OfType<ChainNodeEntry>().Append(self).DistinctBy(node => node.Collateral))
        {
            var rank = members.FirstOrDefault(member => member.Node.Collateral == node.Collateral)?.Rank;
            if ((node.Collateral == self.Collateral ? _local.RollOf(app, node.Collateral, rank) : RemoteRoll(app, node, rank)) is not { } one) continue;
            instances.Add(one with { AwaitedForMs = watch.AwaitedForMs(one.Node, one.Phase) });
        }
        return new RollFacts(self.Collateral, instances.ToImmutable());
    }

    private RollInstance? RemoteRoll(RegisteredApp app, ChainNodeEntry node, int? rank)
    {
        if (node.Address is not { } address || _pulses.Find(address)?.Apps.FirstOrDefault(a => a.Name == app.Name) is not { } pulse) return null;
        var hash = app.Hash.ToString();
        return new RollInstance
        {
            Node = node.Collateral,
            Rank = rank,
            Phase = pulse.Hash == hash ? pulse.State == PulseApp.Running ? RollPhase.Done : RollPhase.Switching
                : pulse.Failed == hash ? RollPhase.Failed : RollPhase.Behind,
            ReachedAgoMs = ReachedAgoMs(address),
            HealthyForMs = pulse.HealthyMs,
            FailedForMs = pulse.FailedMs,
        };
    }

    private void NoteShared(ImmutableArray<SeatedNode> members, ChainPicture picture)
    {
        foreach (var member in members)
        {
            if (picture.Index.Of(member.Node.Collateral)?.Address is { } address) _sharing.Add(address);
        }
    }

    private void TellClose()
    {
        if (_sharing.SetEquals(_told)) return;
        _told.Clear();
        _told.UnionWith(_sharing);
        _close.Set(_told);
    }

    // Members, and whoever else runs it: nobody else's state matters to the decision.
    private PlacementFacts FactsOf(RegisteredApp app, ImmutableArray<SeatedNode> members, ChainNodeEntry self, ChainPicture picture, AppWatch watch)
    {
        var instances = ImmutableArray.CreateBuilder<InstanceFacts>();
        bool IsMember(OutPoint node) => members.Any(member => member.Node.Collateral == node);
        foreach (var member in members)
        {
            if (member.Node.Collateral == self.Collateral) instances.Add(_local.FactsOf(app.Name, self.Collateral, member.Rank));
            else if (picture.Index.Of(member.Node.Collateral) is { } node) instances.Add(RemoteFacts(app, node, member.Rank));
        }
        foreach (var node in _pulses.NodesWith(app.Name).Select(picture.Index.At).OfType<ChainNodeEntry>())
        {
            if (node.Collateral != self.Collateral && !IsMember(node.Collateral) && RemoteFacts(app, node, null) is { State: not InstanceState.Idle } fact) instances.Add(fact);
        }
        if (!IsMember(self.Collateral) && _local.FactsOf(app.Name, self.Collateral, null) is { State: not InstanceState.Idle } own) instances.Add(own);
        return new PlacementFacts(self.Collateral, app.Spec.Instances, instances.ToImmutable(), watch.ObservedForMs, watch.VacantForMs);
    }

    private InstanceFacts RemoteFacts(RegisteredApp app, ChainNodeEntry node, int? rank)
    {
        var fact = new InstanceFacts { Node = node.Collateral, Rank = rank };
        if (node.Address is not { } address) return fact;
        fact = fact with { ReachedAgoMs = ReachedAgoMs(address) };
        if (_pulses.Find(address)?.Apps.FirstOrDefault(a => a.Name == app.Name) is not { } pulse) return fact;
        return fact with
        {
            State = pulse.State == PulseApp.Running ? InstanceState.Running : InstanceState.Installing,
            HealthyForMs = pulse.HealthyMs,
            UnhealthyForMs = _pulses.UnhealthyForMs(address, pulse.Name),
            InstallingForMs = pulse.InstallingMs,
        };
    }

    // In a large network nodes that shared no app with this one until now were asked seldom. One that answered when it was last asked lives.
    private long? ReachedAgoMs(NodeAddress address) =>
        _pulses.ReachedAgoMs(address) is { } ago && _pulses.HasAnsweredLast(address) && ago <= PulseProber.LongestFarPause(_pulses.Count).TotalMilliseconds ? 0 : _pulses.ReachedAgoMs(address);

    [LoggerMessage(Level = LogLevel.Information, Message = "App {App}: {Action} ({Reason})")]
    private partial void LogVerdict(string app, PlacementAction action, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Update of {App}: {Reason}")]
    private partial void LogTurn(string app, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A decision could not be stored: {Reason}")]
    private partial void LogNotStored(string reason);
}
