using System.Globalization;
using CsCheck;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;
using Flux.Primitives;

namespace Flux.Apps.Tests.Placement;

/// <summary>tests/model/ranks.py, written from the architecture page, is the other path.</summary>
public sealed class WalkModelTests
{
    private static readonly MessageHash App = MessageHash.Of("app");

    private static readonly Gen<PlacementNode> Node = Gen.Select(Gen.Byte.Array[32], Gen.UInt[0, 3], Gen.Int[1, 3], Gen.Int[0, 9])
        .Select((id, index, tier, payee) => new PlacementNode(new(new(new Hash256(id)), index), (NodeTier)tier, "p" + payee));

    private static readonly Gen<Case> Cases = Gen.Select(
            Gen.Byte.Array[32], Gen.Char["abcXYZ019"].Array[1, 20], Gen.Int[1, 6], Node.Array[0, 40], Gen.Int[0, 39].Array[0, 6], Gen.Int[1, 14])
        .Select((genesis, name, instances, nodes, declined, cores) =>
            new Case(new(new Hash256(genesis)), new string(name), instances, nodes, [.. declined.Where(place => place < nodes.Length)], cores));

    [Fact]
    public async Task Finds_the_members_the_model_finds()
    {
        var cases = new List<Case>();
        Cases.Sample(one => { lock (cases) cases.Add(one); }, iter: 300);
        var model = await ExternalProgram.LinesOfAsync(
            "python3", [ExternalProgram.RepositoryFile("tests/model/ranks.py")], cases.Select(Json), TestContext.Current.CancellationToken);
        model.Length.ShouldBe(cases.Count);
        for (var i = 0; i < cases.Count; i++) Ours(cases[i]).ShouldBe(model[i]);
    }

    private static string Ours(Case one)
    {
        var spec = Example.Valid(Example.Set(Example.Spec(one.Name, one.Instances).Canonical, "compose[0].cpu", JsValue.Of(one.Cores)));
        var declines = one.Declined.Select(place => new Decline(one.Nodes[place].Collateral, App, DeclineReason.Port, 2));
        var members = Walk.For(spec, App, one.Genesis, AppRules.Own, one.Nodes, declines, 1).Members;
        var text = string.Join(' ', members.Select(member =>
            string.Create(CultureInfo.InvariantCulture, $"{Array.IndexOf(one.Nodes, member.Node)}:{member.Score:x16}")));
        return text.Length == 0 ? "-" : text;
    }

    private static string Json(Case one) => JsValue.Object(
    [
        new("genesis", JsValue.Of(one.Genesis.ToString())),
        new("name", JsValue.Of(one.Name)),
        new("instances", JsValue.Of(one.Instances)),
        new("tiers", JsValue.Array(Fitting(one.Cores).Select(tier => JsValue.Of(tier)))),
        new("nodes", JsValue.Array(one.Nodes.Select(node => JsValue.Object(
        [
            new("txid", JsValue.Of(node.Collateral.Transaction.ToString())), new("index", JsValue.Of(node.Collateral.Index)),
            new("tier", JsValue.Of((int)node.Tier)), new("payee", JsValue.Of(node.Payee)),
        ])))),
        new("declined", JsValue.Array(one.Declined.Select(place => JsValue.Of(place)))),
    ]).ToString();

    // The example's other component takes 0.2 cores; the tiers give 3, 7 and 15.
    private static long[] Fitting(int cores) => cores < 3 ? [1, 2, 3] : cores < 7 ? [2, 3] : [3];

    private sealed record Case(BlockHash Genesis, string Name, int Instances, PlacementNode[] Nodes, int[] Declined, int Cores);
}
