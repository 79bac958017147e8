using System.Collections.Immutable;
using Flux.Apps.Specs;
using Flux.Primitives;

namespace Flux.Apps.Placement;

/// <summary>
/// Whether a node can be a member of an app at all (architecture §6.3), without the app's whole walk. As many better candidates as there are
/// seats, of different payees, prove that it is none; in a large network they are found among the first few looked at.
/// </summary>
/// <param name="genesis">Identity of the network.</param>
/// <param name="candidates">All confirmed nodes, in any order.</param>
/// <param name="self">The node that asks.</param>
public sealed class Outranking(BlockHash genesis, AppRules rules, ImmutableArray<PlacementNode> candidates, PlacementNode self)
{
    private readonly HashSet<string> payees = new(StringComparer.Ordinal);

    /// <summary>
    /// Places in the candidates that together keep the node out, and go on doing so while each of them stays what it is and does not decline
    /// the app, whatever else changes; none are needed when the node is too small. Null when the node may be a member: then its walk says.
    /// </summary>
    /// <param name="declined">Whether a node declined the app; an ended decline may count.</param>
    public ImmutableArray<int>? Find(AppSpec spec, Func<OutPoint, bool> declined)
    {
        var fits = Walk.FitsOf(spec, rules);
        if (!fits[(int)self.Tier]) return [];
        var (key, wanted) = (RankKey.For(genesis, spec.Name), Walk.MemberCount(spec.Instances));
        if (candidates.Length < wanted) return null;
        var own = new RankedNode(self, key.Score(self.Collateral, RankKey.TicketsOf(self.Tier)));
        var better = ImmutableArray.CreateBuilder<int>(wanted);
        payees.Clear();
        // Each app looks from a place of its own: a node that leaves is then part of few proofs.
        var start = (int)(BitConverter.ToUInt32(key.Digest.Bytes) % (uint)candidates.Length);
        for (var step = 0; step < candidates.Length && better.Count < wanted; step++)
        {
            var place = start + step < candidates.Length ? start + step : start + step - candidates.Length;
            var node = candidates[place];
            if (!fits[(int)node.Tier] || new RankedNode(node, key.Score(node.Collateral, RankKey.TicketsOf(node.Tier))) >= own) continue;
            if (!declined(node.Collateral) && payees.Add(node.Payee)) better.Add(place);
        }
        return better.Count == wanted ? better.MoveToImmutable() : null;
    }
}
