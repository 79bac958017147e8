using System.Collections.Immutable;
using Flux.Apps.Messages;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Primitives;

namespace Flux.Apps.Placement;

/// <summary>
/// The walk of architecture §6.3: every node computes the same members from chain facts and signed declines alone.
/// </summary>
/// <param name="Members">The first k = 2·instances + 3, in rank order; fewer where there are not enough nodes.</param>
/// <param name="Nodes">Every confirmed node with the decision about it: members by rank, then the others by score.</param>
public sealed record Walk(ImmutableArray<SeatedNode> Members, ImmutableArray<SeatedNode> Nodes)
{
    /// <summary>How many members an app with that many instances has.</summary>
    public static int MemberCount(int instances) => checked(2 * instances + 3);

    /// <summary>Members for a registered app at a height.</summary>
    /// <param name="genesis">Identity of the network.</param>
    /// <param name="confirmed">All confirmed nodes, in any order.</param>
    /// <param name="declines">Declines known, for any app.</param>
    public static Walk For(
        RegisteredApp app, BlockHash genesis, AppRules rules, IEnumerable<PlacementNode> confirmed, IEnumerable<Decline> declines, long height) =>
        For(app.Spec, app.Hash, genesis, rules, confirmed, declines, height);

    /// <summary>As the other overload, for a message that need not be in force.</summary>
    public static Walk For(AppSpec spec, MessageHash hash, BlockHash genesis, AppRules rules,
        IEnumerable<PlacementNode> confirmed, IEnumerable<Decline> declines, long height)
    {
        var key = RankKey.For(genesis, spec.Name);
        var fits = new bool[(int)NodeTier.Stratus + 1];
        for (var tier = NodeTier.Cumulus; tier <= NodeTier.Stratus; tier++) fits[(int)tier] = spec.InstanceOn(tier).FitsIn(rules.CapacityOf(tier));
        RankedNode[] ranked = [.. confirmed.Select(node => new RankedNode(node, key.Score(node.Collateral, RankKey.TicketsOf(node.Tier))))];
        Array.Sort(ranked);
        var refused = declines.Where(decline => decline.HoldsFor(hash, height)).GroupBy(decline => decline.Node)
            .ToDictionary(group => group.Key, group => group.MaxBy(decline => decline.UntilHeight));
        return Seats(ranked, fits, refused, MemberCount(spec.Instances));
    }

    /// <summary>The member at that node, or null.</summary>
    public SeatedNode? Member(OutPoint node) => Members.FirstOrDefault(member => member.Node.Collateral == node);

    // Two rounds: one seat a payee, then, when candidates ran out, the ones that were passed over for their payee.
    private static Walk Seats(RankedNode[] ranked, bool[] fits, Dictionary<OutPoint, Decline> declines, int wanted)
    {
        var members = ImmutableArray.CreateBuilder<SeatedNode>();
        var passed = new List<RankedNode>();
        var others = new List<SeatedNode>();
        var payees = new HashSet<string>(StringComparer.Ordinal);
        foreach (var candidate in ranked)
        {
            var node = candidate.Node;
            if (!fits[(int)node.Tier]) others.Add(new(node, candidate.Score, Seat.TooSmall, -1));
            else if (declines.TryGetValue(node.Collateral, out var decline)) others.Add(new(node, candidate.Score, Seat.Declined, -1, decline));
            else if (payees.Contains(node.Payee)) passed.Add(candidate);
            else if (members.Count == wanted) others.Add(new(node, candidate.Score, Seat.Beyond, -1));
            else
            {
                payees.Add(node.Payee);
                members.Add(new(node, candidate.Score, Seat.Member, members.Count));
            }
        }
        foreach (var candidate in passed)
        {
            if (members.Count < wanted) members.Add(new(candidate.Node, candidate.Score, Seat.Member, members.Count));
            else others.Add(new(candidate.Node, candidate.Score, Seat.PayeeSeated, -1));
        }
        return new(members.ToImmutable(), [.. members, .. others.OrderBy(other => other.Score).ThenBy(other => other.Node.Collateral)]);
    }
}
