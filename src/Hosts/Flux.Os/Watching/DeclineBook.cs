using System.Collections.Immutable;
using System.Globalization;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Os.Following;
using Flux.Os.Peers;
using Flux.Primitives;

namespace Flux.Os.Watching;

/// <summary>Declines in force, our own and those heard of; every node that knows them walks alike.</summary>
public sealed class DeclineBook
{
    private const int Most = 50_000, MostOfANode = 500;
    private readonly Lock _gate = new();
    private readonly ChainFollower _follower;
    private readonly Dictionary<(OutPoint Node, MessageHash App), Decline> _declines = [];
    private ImmutableArray<Decline> _all = [];

    /// <summary>Listens to the gossip.</summary>
    public DeclineBook(GossipNetwork gossip, ChainFollower follower)
    {
        _follower = follower;
        gossip.Received += (_, message, _) =>
        {
            if (message is DeclineReport report && IsByItsNode(report)) Add(report.ToDecline());
            return Task.FromResult(true);
        };
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Decline> All => _all;

    /// <summary>Grows with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Enters a decline; ended ones are dropped on the way.</summary>
    public void Add(Decline decline)
    {
        lock (_gate)
        {
            var height = _follower.Picture.Height;
            foreach (var key in _declines.Where(d => d.Value.UntilHeight <= height).Select(d => d.Key).ToList()) _declines.Remove(key);
            if (decline.UntilHeight <= height || decline.UntilHeight > height + DeclineReport.MaxBlocks) return;
            if (_declines.Count >= Most || _declines.Keys.Count(k => k.Node == decline.Node) >= MostOfANode) return;
            _declines[(decline.Node, decline.App)] = decline;
            _all = [.. _declines.Values];
            Version++;
        }
    }

    // The envelope was signed by the node at the report's address; the collateral must be that node's too.
    private bool IsByItsNode(DeclineReport report) => _follower.Picture.Nodes.Any(n => n.Address == report.Ip && n.Collateral == report.Node);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_all.Length} declines");
}
