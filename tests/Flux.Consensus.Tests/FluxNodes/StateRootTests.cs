using CsCheck;
using Flux.Consensus.FluxNodes;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Consensus.Tests.FluxNodes;

public sealed class StateRootTests
{
    private static readonly TestKey Key = TestKey.Of("root");

    [Fact]
    public void No_nodes_give_zero() => FluxNodeList.Empty.Root.ShouldBe(Hash256.Zero);

    [Fact]
    public void One_node_is_its_own_root() => ListOf(Node(7)).Root.ShouldBe(Node(7).Leaf);

    [Fact]
    public void A_leaf_is_outpoint_state_tier_three_heights_payee_and_node_key()
    {
        var node = Node(7) with { ConfirmedHeight = 0x01020304, LastConfirmedHeight = 5, LastPaidHeight = 6 };
        var bytes = StateRoot.LeafBytes(node);

        bytes.Length.ShouldBe(36 + 1 + 1 + 12 + 20 + 33);
        Convert.ToHexStringLower(bytes.AsSpan(32, 18)).ShouldBe("07000000" + "03" + "01" + "04030201" + "05000000" + "06000000");
        bytes.AsSpan(50, 20).SequenceEqual(Hash160.Of(Key.Script.Bytes).Bytes).ShouldBeTrue();
        bytes.AsSpan(70).SequenceEqual(Key.PublicKey).ShouldBeTrue();
    }

    [Fact]
    public void Trees_grown_step_by_step_equal_trees_made_at_once() =>
        Gen.Select(Gen.Int[0, 3], Gen.UInt[0, 200], Gen.Int[1, 5]).Array[1, 40].Array[1, 12].Sample(blocks =>
        {
            var list = FluxNodeList.Empty;
            foreach (var block in blocks)
            {
                var editor = new FluxNodeEditor(list);
                foreach (var (action, index, value) in block)
                {
                    if (action == 0) editor.Remove(Node(index).Collateral);
                    else editor.Put(Node(index) with { LastPaidHeight = value });
                }
                list = editor.ToList();
                list.Root.ShouldBe(ListOf([.. list.Records]).Root);
            }
        }, iter: 200);

    [Fact]
    public void Ten_thousand_nodes_change_a_few_leaves_at_a_time()
    {
        var list = ListOf([.. Enumerable.Range(0, 10_000).Select(i => Node((uint)i))]);
        var first = list.Root;
        for (var i = 0; i < 20; i++)
        {
            var editor = new FluxNodeEditor(list);
            editor.Put(Node((uint)(i * 499)) with { LastPaidHeight = 9 + i });
            list = editor.ToList();
            list.Root.ShouldNotBe(first);
        }
        list.Root.ShouldBe(ListOf([.. list.Records]).Root);
    }

    private static FluxNodeRecord Node(uint index) => new()
    {
        Collateral = new OutPoint(default, index),
        State = NodeState.Confirmed,
        Tier = Tier.Cumulus,
        CollateralValue = Amount.FromFlux(1_000),
        AddedHeight = 1,
        ConfirmedHeight = 2,
        LastConfirmedHeight = 3,
        TransactionVersion = 5,
        NodePubKey = Key.PublicKey,
        PayeeScript = Key.Script,
    };

    private static FluxNodeList ListOf(params FluxNodeRecord[] nodes)
    {
        var editor = new FluxNodeEditor(FluxNodeList.Empty);
        foreach (var node in nodes) editor.Put(node);
        return editor.ToList();
    }
}
