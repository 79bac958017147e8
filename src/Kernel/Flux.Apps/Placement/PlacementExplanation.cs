using System.Collections.Immutable;
using System.Globalization;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Primitives;

namespace Flux.Apps.Placement;

/// <summary>The placement of an app in words, for <c>flux app why</c>.</summary>
/// <param name="Key">R, in hexadecimal.</param>
/// <param name="Wanted">Instances asked for.</param>
/// <param name="Needs">What one instance takes, by tier where that differs.</param>
/// <param name="Lines">One for each confirmed node: members by rank, then the others by score.</param>
public sealed record PlacementExplanation(string Key, int Wanted, string Needs, ImmutableArray<PlacementLine> Lines)
{
    /// <summary>Explains a walk that was computed for an app.</summary>
    public static PlacementExplanation Of(RegisteredApp app, BlockHash genesis, AppRules rules, Walk walk) => new(
        Convert.ToHexStringLower(RankKey.For(genesis, app.Name).Digest.Bytes),
        app.Spec.Instances,
        app.Spec.InstanceOn(NodeTier.Stratus).ToString(),
        [.. walk.Nodes.Select(node => new PlacementLine(node, Sentence(node, app, rules)))]);

    private static string Sentence(SeatedNode node, RegisteredApp app, AppRules rules) => node.Seat switch
    {
        Seat.Member when node.Rank < app.Spec.Instances => string.Create(CultureInfo.InvariantCulture, $"rank {node.Rank + 1}: runs it while it lives"),
        Seat.Member => string.Create(CultureInfo.InvariantCulture, $"rank {node.Rank + 1}: takes over when a better rank fails"),
        Seat.Beyond => "ranked behind the last member",
        Seat.PayeeSeated => $"another node paid to {node.Node.Payee} has a seat",
        Seat.Declined when node.Decline is { } decline =>
            string.Create(CultureInfo.InvariantCulture, $"declined ({decline.Reason}) until height {decline.UntilHeight}"),
        Seat.TooSmall => $"a {node.Node.Tier} node gives {rules.CapacityOf(node.Node.Tier)}; one instance takes {app.Spec.InstanceOn(node.Node.Tier)}",
        _ => "declined",
    };
}
