using System.Collections.Immutable;
using Flux.Apps.Messages;
using Flux.Os.Following;

namespace Flux.Os.Peers;

/// <summary>
/// Whom this node dials (FluxOS reference §4.7): the eight after it in the order of the list, which everybody computes alike; then, when
/// there are too few, nodes by chance of which no two stand in one /16, and none in this node's own: whoever rents many addresses in one place
/// surrounds nobody.
/// </summary>
internal sealed class PeerChoice(NodeAddress self, Random chance)
{
    /// <summary>Nodes after this one in the list.</summary>
    public const int Neighbours = 8;

    /// <summary>Outgoing connections up to which nodes are added by chance, and different addresses among them.</summary>
    public const int Wanted = 14, WantedAddresses = 9;

    private const int Tries = 100;
    private ImmutableArray<ChainNodeEntry> _from = [];
    private ImmutableArray<NodeAddress> _ring = [];

    /// <summary>Whom to dial now.</summary>
    /// <param name="outgoing">Nodes that this one dialled or is dialling.</param>
    /// <param name="mayDial">False for who was tried in vain a short while ago.</param>
    public IReadOnlyList<NodeAddress> Next(ImmutableArray<ChainNodeEntry> nodes, IReadOnlyCollection<NodeAddress> outgoing, Func<NodeAddress, bool> mayDial)
    {
        if (_from != nodes) (_from, _ring) = (nodes, Ring(nodes));
        if (_ring.IsEmpty) return [];
        var all = new HashSet<NodeAddress>(outgoing);
        var chosen = new List<NodeAddress>();
        foreach (var neighbour in After().Take(Neighbours))
        {
            if (mayDial(neighbour) && all.Add(neighbour)) chosen.Add(neighbour);
        }
        var places = all.Append(self).Select(PlaceOf).ToHashSet();
        for (var tries = 0; tries < Tries && (all.Count < Wanted || all.DistinctBy(node => node.Ip).Count() < WantedAddresses); tries++)
        {
            var node = _ring[chance.Next(_ring.Length)];
            if (all.Contains(node) || places.Contains(PlaceOf(node)) || !mayDial(node)) continue;
            all.Add(node);
            places.Add(PlaceOf(node));
            chosen.Add(node);
        }
        return chosen;
    }

    private static uint PlaceOf(NodeAddress node) => node.Ip >> 16;

    // Transaction ids are compared as they are written, by everybody; in memory they are the other way round.
    private static ImmutableArray<NodeAddress> Ring(ImmutableArray<ChainNodeEntry> nodes) =>
    [
        .. nodes.Where(node => node.Address is not null)
            .OrderBy(node => node.AddedHeight).ThenBy(node => node.Collateral.Transaction.ToString(), StringComparer.Ordinal).ThenBy(node => node.Collateral.Index)
            .Select(node => node.Address!.Value).Distinct(),
    ];

    // A gateway that is not on the list begins anywhere, but not where every other one does.
    private IEnumerable<NodeAddress> After()
    {
        var own = _ring.IndexOf(self) is >= 0 and var place ? place : (int)((self.Ip + (uint)self.Port) % (uint)_ring.Length);
        return Enumerable.Range(1, _ring.Length).Select(step => _ring[(own + step) % _ring.Length]).Where(node => node != self);
    }
}
