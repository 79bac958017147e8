using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;
using Flux.Primitives;

namespace Flux.Apps.Tests.Placement;

/// <summary>Architecture §6.3.</summary>
public sealed class WalkTests
{
    private static readonly BlockHash Genesis = BlockHash.Parse(new string('1', 64));
    private static readonly MessageHash Hash = MessageHash.Of("app");

    [Fact]
    public void Has_twice_the_instances_and_three_members()
    {
        Members(3, Nodes(40)).Count.ShouldBe(9);
        Members(1, Nodes(40)).Count.ShouldBe(5);
        Members(3, Nodes(4)).Count.ShouldBe(4);
        Members(3, []).Count.ShouldBe(0);
    }

    [Fact]
    public void Does_not_depend_on_the_order_in_which_nodes_are_told() =>
        Members(3, Nodes(40)).ShouldBe(Members(3, [.. Nodes(40).Reverse()]));

    [Fact]
    public void Does_not_depend_on_the_spelling_of_the_name() =>
        RankKey.For(Genesis, "DeMo").ShouldBe(RankKey.For(Genesis, "demo"));

    [Fact]
    public void Differs_between_names_and_networks()
    {
        RankKey.For(Genesis, "demo").ShouldNotBe(RankKey.For(Genesis, "demo1"));
        RankKey.For(BlockHash.Zero, "demo").ShouldNotBe(RankKey.For(Genesis, "demo"));
    }

    [Fact]
    public void Gives_a_payee_one_seat_while_others_wait()
    {
        PlacementNode[] nodes = [.. Nodes(20).Select((node, i) => node with { Payee = i < 10 ? "whale" : "p" + i })];
        Members(3, nodes).Count(node => node.Payee == "whale").ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void Gives_the_rest_of_the_seats_to_the_same_payees_when_candidates_run_out()
    {
        PlacementNode[] nodes = [.. Nodes(4).Select(node => node with { Payee = "me" })];
        Members(3, nodes).Count.ShouldBe(4);
        var mixed = Nodes(4).Select((node, i) => node with { Payee = i == 3 ? "other" : "me" }).ToArray();
        Members(3, mixed).Take(2).Select(node => node.Payee).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void Skips_who_declined_this_version_until_the_height()
    {
        var nodes = Nodes(20);
        var first = Members(3, nodes)[0];
        var decline = new Decline(first.Collateral, Hash, DeclineReason.Port, 100);
        Members(3, nodes, [decline], 99).ShouldNotContain(first);
        Members(3, nodes, [decline], 100)[0].ShouldBe(first);
        Members(3, nodes, [decline with { App = MessageHash.Of("other version") }], 99)[0].ShouldBe(first);
    }

    [Fact]
    public void A_decline_moves_up_everybody_behind_and_nobody_else()
    {
        var nodes = Nodes(40);
        var before = Members(3, nodes);
        var after = Members(3, nodes, [new(before[2].Collateral, Hash, DeclineReason.Resources, 100)], 1);
        after.Take(8).ShouldBe([.. before.Take(2), .. before.Skip(3)]);
    }

    [Fact]
    public void Leaves_out_tiers_that_cannot_hold_one_instance()
    {
        var spec = Example.Valid(Example.Set(Example.Spec().Canonical, "compose[0].cpu", JsValue.Of(7)));
        var walk = Walk.For(spec, Hash, Genesis, AppRules.Own, Nodes(30), [], 1);
        walk.Members.ShouldAllBe(member => member.Node.Tier == NodeTier.Stratus);
        walk.Nodes.Count(node => node.Seat == Seat.TooSmall).ShouldBe(20);
    }

    [Fact]
    public void Draws_larger_tiers_more_often_but_not_always()
    {
        var firsts = Enumerable.Range(0, 300).Select(i =>
            Walk.For(Example.Spec("app" + i), Hash, Genesis, AppRules.Own, Nodes(30), [], 1).Members[0].Node.Tier).ToList();
        firsts.Count(tier => tier == NodeTier.Stratus).ShouldBeGreaterThan(firsts.Count(tier => tier == NodeTier.Nimbus));
        firsts.Count(tier => tier == NodeTier.Nimbus).ShouldBeGreaterThan(firsts.Count(tier => tier == NodeTier.Cumulus));
        firsts.ShouldContain(NodeTier.Cumulus);
    }

    [Fact]
    public void Explains_every_node()
    {
        var nodes = Nodes(30);
        var payment = new AppPayment(new(TxId.Zero, 0), Hash, 1, 1, Amount.FromFlux(1), 100);
        var app = new RegisteredApp(new Owner(1).Register("demo", instances: 1), 1, 1, [payment]);
        var first = Walk.For(app, Genesis, AppRules.Own, nodes, [], 1).Members[0].Node;
        var declines = (Decline[])[new(first.Collateral, app.Hash, DeclineReason.Image, 77)];
        var walk = Walk.For(app, Genesis, AppRules.Own, nodes, declines, 1);
        var explanation = PlacementExplanation.Of(app, Genesis, AppRules.Own, walk);
        explanation.Lines.Length.ShouldBe(30);
        explanation.Needs.ShouldBe("0.7 cores, 700 MB, 6 GB");
        explanation.Lines[0].Sentence.ShouldBe("rank 1: runs it while it lives");
        explanation.Lines[4].Sentence.ShouldBe("rank 5: takes over when a better rank fails");
        explanation.Lines.First(line => line.Node.Node == first).Sentence.ShouldBe("declined (Image) until height 77");
        explanation.Lines[^1].Sentence.ShouldBe("ranked behind the last member");
    }

    private static PlacementNode[] Nodes(int count) => [.. Enumerable.Range(0, count).Select(i =>
        new PlacementNode(new(TxId.Parse(i.ToString("x64", System.Globalization.CultureInfo.InvariantCulture)), (uint)i), (NodeTier)(i % 3 + 1), "p" + i))];

    private static List<PlacementNode> Members(int instances, PlacementNode[] nodes, Decline[]? declines = null, long height = 1) =>
        [.. Walk.For(Example.Spec(instances: instances), Hash, Genesis, AppRules.Own, nodes, declines ?? [], height).Members.Select(member => member.Node)];
}
