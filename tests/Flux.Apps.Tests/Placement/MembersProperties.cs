using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;
using Flux.Primitives;

namespace Flux.Apps.Tests.Placement;

/// <summary>The two short cuts of a large network say what the whole walk says: who the members are, and that a node is none.</summary>
public sealed class MembersProperties
{
    private const long Height = 100;
    private static readonly BlockHash Genesis = BlockHash.Parse(new string('7', 64));

    // Few payees, so that seats run out of them, and many; declines that hold, that ended, and of other apps.
    private static readonly Gen<(RegisteredApp App, ImmutableArray<PlacementNode> Nodes, ImmutableArray<Decline> Declines)> Cases =
        Gen.Select(Gen.Int[0, 200], Gen.Int[1, 60], Gen.Int[1, 4], Gen.Int[1, 10_000], Gen.Int[0, 30]).Select((count, payees, instances, salt, declined) =>
        {
            var app = App("app" + salt.ToString(CultureInfo.InvariantCulture), instances);
            ImmutableArray<PlacementNode> nodes = [.. Enumerable.Range(0, count).Select(i => Node(i + salt, (NodeTier)(1 + (i % 3)), $"p{(i * 7919) % payees}"))];
            ImmutableArray<Decline> declines = [.. nodes.Take(declined).Select((node, i) => new Decline(node.Collateral, i % 5 == 0 ? MessageHash.Of("other") : app.Hash, DeclineReason.Port, Height + (i % 3) - 1))];
            return (app, nodes, declines);
        });

    [Fact]
    public void The_members_alone_are_those_of_the_walk() => Cases.Sample(c =>
    {
        var whole = Walk.For(c.App, Genesis, AppRules.Own, c.Nodes, c.Declines, Height).Members;
        Walk.MembersOf(c.App, Genesis, AppRules.Own, c.Nodes, c.Declines, Height).ShouldBe(whole);
    });

    [Fact]
    public void Who_is_ruled_out_is_no_member_whatever_happens_to_all_but_the_proof() => Gen.Select(Cases, Gen.Int[0, 199], Gen.Int[0, 100]).Sample((c, who, others) =>
    {
        if (who >= c.Nodes.Length) return;
        var self = c.Nodes[who];
        if (new Outranking(Genesis, AppRules.Own, c.Nodes, self).Find(c.App.Spec, node => c.Declines.Any(d => d.Node == node)) is not { } proof) return;
        var kept = proof.Select(place => c.Nodes[place]).Append(self);
        var after = kept.Concat(Enumerable.Range(0, others).Select(i => Node(500_000 + i, NodeTier.Stratus, $"p{i % 3}"))).ToImmutableArray();
        Walk.For(c.App, Genesis, AppRules.Own, c.Nodes, c.Declines, Height).Member(self.Collateral).ShouldBeNull();
        Walk.For(c.App, Genesis, AppRules.Own, after, c.Declines, Height).Member(self.Collateral).ShouldBeNull();
    });

    [Fact]
    public void In_a_large_network_nearly_every_app_is_ruled_out()
    {
        ImmutableArray<PlacementNode> nodes = [.. Enumerable.Range(0, 2_000).Select(i => Node(i, NodeTier.Nimbus, "p" + i))];
        var outranking = new Outranking(Genesis, AppRules.Own, nodes, nodes[77]);
        var apps = Enumerable.Range(0, 2_000).Select(i => App("app" + i.ToString(CultureInfo.InvariantCulture), 3)).ToList();

        var possible = apps.Where(app => outranking.Find(app.Spec, _ => false) is null).ToList();

        // Nine of 2,000 seats each: nine apps are expected. And none of the others is this node's.
        possible.Count.ShouldBeInRange(1, 30);
        foreach (var app in possible) Walk.For(app, Genesis, AppRules.Own, nodes, [], Height).Member(nodes[77].Collateral).ShouldNotBeNull();
    }

    private static PlacementNode Node(int number, NodeTier tier, string payee) => new(new OutPoint(TxId.Parse(number.ToString("x64", CultureInfo.InvariantCulture)), (uint)number), tier, payee);

    private static RegisteredApp App(string name, int instances)
    {
        var spec = Example.Spec(name, instances);
        return new(AppMessage.Create(AppMessageKind.Register, spec, 1, "s"), 1, 1, [new AppPayment(default, MessageHash.Of(name), 1, 0, new Amount(1), 1_000)]);
    }
}
