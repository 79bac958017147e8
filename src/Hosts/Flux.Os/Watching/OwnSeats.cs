using System.Collections.Immutable;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Os.Registry;
using Flux.Primitives;

namespace Flux.Os.Watching;

/// <summary>
/// Which apps this node may be a member of. For every other app it keeps the few candidates that keep it out, so that a change costs only
/// the apps that it touches: in a network of 10,000 nodes and 100,000 apps about a hundred apps are this node's. One owner.
/// </summary>
public sealed class OwnSeats(AppRules rules, DeclineBook declines)
{
    private readonly Dictionary<string, Proof> _out = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, MessageHash> _possible = new(StringComparer.Ordinal);
    private readonly Dictionary<PlacementNode, int> _numbers = [];
    private ImmutableArray<PlacementNode> _nodes = [];
    private PlacementNode? _self;
    private BlockHash _genesis;
    private ImmutableSortedDictionary<string, RegisteredApp>? _apps;
    private long _declines = -1;
    private int _next;

    /// <summary>Keys of the apps whose walks have to be looked at, in order.</summary>
    public IReadOnlyCollection<string> Possible => _possible.Keys;

    /// <summary>How many apps were looked at since the start, for tests: what a change costs.</summary>
    public long Looks { get; private set; }

    /// <summary>Takes up what changed.</summary>
    public void Update(TableIndex table, BlockHash genesis, ImmutableArray<PlacementNode> candidates, PlacementNode self)
    {
        if (_self != self || _genesis != genesis) Restart(self, genesis);
        var again = new HashSet<string>(StringComparer.Ordinal);
        // A node that left may have kept this one out; one that came may keep it out of what it could run before.
        if (_nodes != candidates) again.UnionWith(KeptOutBy(Renumber(candidates)).Concat(_possible.Keys));
        if (_declines != declines.Version) again.UnionWith(Declined(table));
        if (!ReferenceEquals(_apps, table.Apps)) again.UnionWith(Changed(table.Apps));
        if (again.Count == 0) return;
        var outranking = new Outranking(genesis, rules, candidates, self);
        foreach (var key in again)
        {
            if (table.Apps.TryGetValue(key, out var app)) Look(app, outranking);
        }
    }

    private void Restart(PlacementNode self, BlockHash genesis)
    {
        (_self, _genesis, _apps, _nodes, _declines) = (self, genesis, null, [], -1);
        _out.Clear();
        _possible.Clear();
        _numbers.Clear();
    }

    private void Look(RegisteredApp app, Outranking outranking)
    {
        Looks++;
        var declined = declines.Of(app.Hash);
        if (outranking.Find(app.Spec, node => declined.Any(decline => decline.Node == node)) is { } better)
        {
            _possible.Remove(app.Key);
            _out[app.Key] = new(app.Hash, [.. better.Select(place => _numbers[_nodes[place]])]);
        }
        else
        {
            _out.Remove(app.Key);
            _possible[app.Key] = app.Hash;
        }
    }

    // A node whose tier or payee changed is another one.
    private HashSet<int> Renumber(ImmutableArray<PlacementNode> candidates)
    {
        var present = candidates.ToHashSet();
        var gone = _numbers.Where(known => !present.Contains(known.Key)).ToList();
        foreach (var (node, _) in gone) _numbers.Remove(node);
        foreach (var node in candidates)
        {
            if (_numbers.TryAdd(node, _next)) _next++;
        }
        _nodes = candidates;
        return [.. gone.Select(known => known.Value)];
    }

    private List<string> KeptOutBy(HashSet<int> numbers) =>
        numbers.Count == 0 ? [] : [.. _out.Where(app => Array.Exists(app.Value.Better, numbers.Contains)).Select(app => app.Key)];

    private List<string> Declined(TableIndex table)
    {
        _declines = declines.Version;
        var keys = new List<string>();
        foreach (var decline in declines.All)
        {
            if (table.Find(decline.App) is { } app && _out.TryGetValue(app.Key, out var proof) && NumberOf(decline.Node) is { } number && Array.IndexOf(proof.Better, number) >= 0) keys.Add(app.Key);
        }
        return keys;
    }

    private int? NumberOf(OutPoint node) => Candidates.Find(_nodes, node) is { } known ? _numbers[known] : null;

    private List<string> Changed(ImmutableSortedDictionary<string, RegisteredApp> apps)
    {
        _apps = apps;
        var changed = new List<string>();
        foreach (var (key, app) in apps)
        {
            var same = _out.TryGetValue(key, out var proof) ? proof.App == app.Hash : _possible.TryGetValue(key, out var hash) && hash == app.Hash;
            if (!same) changed.Add(key);
        }
        if (_out.Count + _possible.Count + changed.Count > apps.Count) Sweep(apps);
        return changed;
    }

    private void Sweep(ImmutableSortedDictionary<string, RegisteredApp> apps)
    {
        foreach (var key in _out.Keys.Where(key => !apps.ContainsKey(key)).ToList()) _out.Remove(key);
        foreach (var key in _possible.Keys.Where(key => !apps.ContainsKey(key)).ToList()) _possible.Remove(key);
    }

    private readonly record struct Proof(MessageHash App, int[] Better);
}
