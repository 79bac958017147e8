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
    private const int Enough = 4;

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
        var fits = FitsOf(spec, rules);
        RankedNode[] ranked = [.. confirmed.Select(node => new RankedNode(node, key.Score(node.Collateral, RankKey.TicketsOf(node.Tier))))];
        Array.Sort(ranked);
        var refused = declines.Where(decline => decline.HoldsFor(hash, height)).GroupBy(decline => decline.Node)
            .ToDictionary(group => group.Key, group => group.MaxBy(decline => decline.UntilHeight));
        return Seats(ranked, fits, refused, MemberCount(spec.Instances));
    }

    /// <summary>
    /// Only the <see cref="Members"/> of the walk, without a word about anybody else: a fraction of the work and of the memory in a large
    /// network.
    /// </summary>
    public static ImmutableArray<SeatedNode> MembersOf(RegisteredApp app, BlockHash genesis, AppRules rules,
        ImmutableArray<PlacementNode> confirmed, ImmutableArray<Decline> declines, long height)
    {
        var (key, fits, wanted) = (RankKey.For(genesis, app.Name), FitsOf(app.Spec, rules), MemberCount(app.Spec.Instances));
        var refused = declines.Where(decline => decline.HoldsFor(app.Hash, height)).Select(decline => decline.Node).ToHashSet();
        // The best ones, the worst of them first out: nearly always they have payees enough for all seats.
        var best = new PriorityQueue<RankedNode, RankedNode>(Comparer<RankedNode>.Create((a, b) => b.CompareTo(a)));
        foreach (var node in confirmed)
        {
            if (!fits[(int)node.Tier]) continue;
            var ranked = new RankedNode(node, key.Score(node.Collateral, RankKey.TicketsOf(node.Tier)));
            if (best.Count == Enough * wanted && ranked > best.Peek()) continue;
            if (refused.Contains(node.Collateral)) continue;
            best.Enqueue(ranked, ranked);
            if (best.Count > Enough * wanted) best.Dequeue();
        }
        var all = best.Count < Enough * wanted;
        RankedNode[] first = [.. best.UnorderedItems.Select(item => item.Element)];
        Array.Sort(first);
        var seated = Seats(first, fits, [], wanted).Members;
        // Members of the second round are right only when nobody was left out.
        return all || first.Select(ranked => ranked.Node.Payee).Distinct(StringComparer.Ordinal).Count() >= wanted ? seated : For(app, genesis, rules, confirmed, declines, height).Members;
    }

    /// <summary>The member at that node, or null.</summary>
    public SeatedNode? Member(OutPoint node) => Members.FirstOrDefault(member => member.Node.Collateral == node);

    /// <summary>By tier: whether a node of it can hold one instance.</summary>
    internal static bool[] FitsOf(AppSpec spec, AppRules rules)
    {
        var fits = new bool[(int)NodeTier.Stratus + 1];
        for (var tier = NodeTier.Cumulus; tier <= NodeTier.Stratus; tier++) fits[(int)tier] = spec.InstanceOn(tier).FitsIn(rules.CapacityOf(tier));
        return fits;
    }

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
