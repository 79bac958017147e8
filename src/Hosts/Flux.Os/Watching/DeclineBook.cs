using System.Collections.Immutable;
using System.Globalization;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Os.Following;
using Flux.Os.Peers;
using Flux.Os.Storage;
using Flux.Primitives;

namespace Flux.Os.Watching;

/// <summary>
/// Declines in force, our own and those heard of, each with the envelope its node signed; every node that knows them walks alike. They
/// survive a restart. Bounded by node and in all.
/// </summary>
public sealed class DeclineBook
{
    private const int Most = 50_000, MostOfANode = 500;
    private readonly Lock _gate = new();
    private readonly ChainFollower _follower;
    private readonly DeclineStore _store;
    private readonly TimeProvider _time;
    private readonly Dictionary<(OutPoint Node, MessageHash App), (Decline Decline, GossipEnvelope Envelope)> _declines = [];
    private readonly Dictionary<OutPoint, int> _counts = [];
    private readonly Dictionary<MessageHash, ImmutableArray<Decline>> _byApp = [];
    private ImmutableArray<Decline>? _all;
    private int _prunedAt = -1;

    /// <summary>Listens to the gossip, and knows what was in force before a restart.</summary>
    public DeclineBook(GossipNetwork gossip, ChainFollower follower, OsDatabase database, TimeProvider time)
    {
        (_follower, _store, _time) = (follower, new DeclineStore(database), time);
        foreach (var text in _store.All())
        {
            if (!GossipEnvelope.TryRead(text, out var envelope, out _) || !GossipReader.TryRead(envelope.Data, out var message, out _) || message is not DeclineReport report) continue;
            Enter(report.ToDecline(), envelope);
        }
        gossip.Received += (envelope, message, _) => Task.FromResult(
            message is not DeclineReport report ? Taking.PassOn : IsByItsNode(report, envelope) && Add(report, envelope) ? Taking.PassOn : Taking.Keep);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Decline> All
    {
        get
        {
            lock (_gate) return _all ??= [.. _declines.Values.Select(d => d.Decline)];
        }
    }

    /// <summary>Those of one app; the same array until one of them changes. Some may have ended.</summary>
    public ImmutableArray<Decline> Of(MessageHash app)
    {
        lock (_gate) return _byApp.GetValueOrDefault(app, []);
    }

    /// <summary>The envelopes of all of them, for nodes that lack some.</summary>
    public IReadOnlyList<GossipEnvelope> Envelopes
    {
        get
        {
            lock (_gate) return [.. _declines.Values.Select(d => d.Envelope)];
        }
    }

    /// <summary>Grows with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Enters a decline whose envelope was verified; false when it is nothing new. Ended ones are dropped on the way.</summary>
    public bool Add(DeclineReport report, GossipEnvelope envelope)
    {
        var decline = report.ToDecline();
        lock (_gate)
        {
            var height = _follower.Picture.Height;
            if (height != _prunedAt) Prune(height);
            if (decline.UntilHeight <= height || decline.UntilHeight > height + DeclineReport.MaxBlocks) return false;
            if (_declines.TryGetValue((decline.Node, decline.App), out var known) ? known.Decline.UntilHeight >= decline.UntilHeight
                : _declines.Count >= Most || _counts.GetValueOrDefault(decline.Node) >= MostOfANode) return false;
            _store.Set(decline.Node, decline.App, decline.UntilHeight, envelope.ToJson());
            Enter(decline, envelope);
            return true;
        }
    }

    /// <summary>Takes an envelope from another node's set: verified as one that comes by gossip, except that it may be old.</summary>
    public bool TryTake(JsValue item)
    {
        if (!GossipEnvelope.TryRead(item, out var envelope, out _) || !GossipReader.TryRead(envelope.Data, out var message, out _)) return false;
        if (message is not DeclineReport report || !IsByItsNode(report, envelope)) return false;
        return envelope.Check(_time.GetUtcNow().ToUnixTimeMilliseconds(), long.MaxValue / 2) == EnvelopeState.Good && Add(report, envelope);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_declines.Count} declines");

    private void Enter(Decline decline, GossipEnvelope envelope)
    {
        if (!_declines.ContainsKey((decline.Node, decline.App))) _counts[decline.Node] = _counts.GetValueOrDefault(decline.Node) + 1;
        _declines[(decline.Node, decline.App)] = (decline, envelope);
        _byApp[decline.App] = [.. _byApp.GetValueOrDefault(decline.App, []).Where(known => known.Node != decline.Node), decline];
        _all = null;
        Version++;
    }

    private void Prune(int height)
    {
        _prunedAt = height;
        var ended = _declines.Where(d => d.Value.Decline.UntilHeight <= height).Select(d => d.Key).ToList();
        if (ended.Count == 0) return;
        foreach (var key in ended)
        {
            _declines.Remove(key);
            if (_byApp[key.App].RemoveAll(known => known.Node == key.Node) is { IsEmpty: false } left) _byApp[key.App] = left;
            else _byApp.Remove(key.App);
            if (--_counts[key.Node] == 0) _counts.Remove(key.Node);
        }
        _store.RemoveEnded(height);
        _all = null;
        Version++;
    }

    // The envelope is signed by the node at the report's address; the collateral must be that node's too.
    private bool IsByItsNode(DeclineReport report, GossipEnvelope envelope) =>
        _follower.Picture.Index.Of(report.Node) is { } node && node.Address == report.Ip && node.PublicKey == envelope.PubKey;
}
