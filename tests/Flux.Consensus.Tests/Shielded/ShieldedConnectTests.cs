using Flux.Consensus.Blocks;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Shielded;
using Flux.Consensus.Tests.ProofOfNode;
using Flux.Consensus.Transactions;
using Flux.Primitives;
using Flux.TestKit.Shielded;

namespace Flux.Consensus.Tests.Shielded;

public sealed class ShieldedConnectTests
{
    private static readonly long Whole = ShieldedScenario.CoinValue.Satoshis;
    private static readonly Hash256 Unknown = ShieldedDraft.SproutNullifier(999, 0);

    [Fact]
    public void Value_goes_into_sprout_and_comes_out_again()
    {
        var scenario = new ShieldedScenario().MineTo(1);
        scenario.Mine(scenario.Shield(0, note: 1));

        scenario.State.Totals.Sprout.ShouldBe(ShieldedScenario.CoinValue);
        scenario.State.Sprout.Count.ShouldBe(2);
        var root = scenario.State.Sprout.Root;
        scenario.Mine(new ShieldedDraft { IsVersion4 = false, JoinSplits = [new JoinSplitDraft(2, root, Out: Whole)], Outputs = ShieldedScenario.To(Whole) }.Seal());

        scenario.State.Totals.Sprout.ShouldBe(Amount.Zero);
        scenario.State.Sprout.Count.ShouldBe(4);
        scenario.Chain.Shielded.Nullifiers.ShouldBe(4);
        scenario.Chain.Shielded.Anchors.ShouldBe(2);
        scenario.State.Totals.AreConserved.ShouldBeTrue();
    }

    [Fact]
    public void Value_goes_into_sapling_moves_inside_and_comes_out_after_the_flux_upgrade()
    {
        var scenario = new ShieldedScenario().MineTo(ShieldedScenario.Acadia - 1);
        scenario.Mine(scenario.Hide(0, note: 1));
        var root = scenario.State.Sapling.Root;
        scenario.State.Totals.Sapling.ShouldBe(ShieldedScenario.CoinValue);
        scenario.Mine(new ShieldedDraft { Spends = [new HiddenSpend(1, Whole, root)], Hides = [new HiddenOutput(2, Whole - 10)] }.Seal());
        scenario.State.Totals.Sapling.ShouldBe(new Amount(Whole - 10)); // the fee came out

        scenario.MineTo(ShieldedScenario.FluxUpgrade - 1);
        scenario.Judge(scenario.Hide(1, note: 3)).ShouldBe(RejectTable.TxEntersShieldedPool);
        scenario.Mine(new ShieldedDraft { Spends = [new HiddenSpend(2, Whole - 10, scenario.State.Sapling.Root)], Outputs = ShieldedScenario.To(Whole - 10) }.Seal());

        scenario.State.Totals.Sapling.ShouldBe(Amount.Zero);
        scenario.State.Sapling.Count.ShouldBe(2);
        scenario.State.Totals.AreConserved.ShouldBeTrue();
    }

    [Fact]
    public void A_sprout_note_is_spent_once_within_a_block_and_across_blocks()
    {
        var scenario = new ShieldedScenario().MineTo(1);
        scenario.Mine(scenario.Shield(0, note: 1));
        var root = scenario.State.Sprout.Root;
        Transaction Take(long value, bool isVersion4) => new ShieldedDraft
        {
            IsVersion4 = isVersion4,
            JoinSplits = [new JoinSplitDraft(2, root, Out: value)],
            Outputs = ShieldedScenario.To(value),
        }.Seal();

        scenario.Judge(Take(1, false), Take(2, false)).ShouldBe(RejectTable.ShieldedRequirements);
        scenario.Mine(Take(1, false));
        scenario.Judge(Take(2, true)).ShouldBe(RejectTable.ShieldedRequirements);
    }

    [Fact]
    public void A_sapling_note_is_spent_once_within_a_block_and_across_blocks()
    {
        var scenario = new ShieldedScenario().MineTo(ShieldedScenario.Acadia - 1);
        scenario.Mine(scenario.Hide(0, note: 1));
        var root = scenario.State.Sapling.Root;
        Transaction Take(long value) => new ShieldedDraft { Spends = [new HiddenSpend(1, value, root)], Outputs = ShieldedScenario.To(value) }.Seal();

        scenario.Judge(Take(1), Take(2)).ShouldBe(RejectTable.ShieldedRequirements);
        scenario.Mine(Take(1));
        scenario.Judge(Take(2)).ShouldBe(RejectTable.ShieldedRequirements);
    }

    [Fact]
    public void Pools_do_not_share_nullifiers()
    {
        var set = new ShieldedSet();
        var value = ShieldedDraft.SproutNullifier(1, 0);
        set.Add(new ShieldedChanges([new Nullifier(ShieldedPool.Sprout, value)], null, null));

        set.IsSpent(new Nullifier(ShieldedPool.Sprout, value)).ShouldBeTrue();
        set.IsSpent(new Nullifier(ShieldedPool.Sapling, value)).ShouldBeFalse();
    }

    [Fact]
    public void Anchors_must_have_been_roots_after_some_block()
    {
        var scenario = new ShieldedScenario().MineTo(ShieldedScenario.Acadia - 1);
        Transaction JoinSplit(Hash256 anchor) => new ShieldedDraft { JoinSplits = [new JoinSplitDraft(5, anchor)] }.Seal();
        Transaction Spend(Hash256 anchor) => new ShieldedDraft { Spends = [new HiddenSpend(5, 0, anchor)], Outputs = ShieldedScenario.To(0) }.Seal();

        scenario.Judge(JoinSplit(Unknown)).ShouldBe(RejectTable.ShieldedRequirements);
        scenario.Judge(Spend(Unknown)).ShouldBe(RejectTable.ShieldedRequirements);
        scenario.Judge(JoinSplit(NoteTree.EmptySprout.Root)).ShouldBeNull();
        scenario.Judge(Spend(NoteTree.EmptySapling.Root)).ShouldBeNull();
        scenario.Judge(Spend(NoteTree.EmptySprout.Root)).ShouldBe(RejectTable.ShieldedRequirements);

        scenario.Mine(scenario.Hide(0, 1), scenario.Shield(1, 1, isVersion4: true));
        var (sprout, sapling) = (scenario.State.Sprout.Root, scenario.State.Sapling.Root);
        scenario.Mine(scenario.Hide(2, 2));
        scenario.Judge(JoinSplit(sprout), Spend(sapling)).ShouldBeNull(); // the root of the block before last
        scenario.Chain.Disconnect();
        scenario.Chain.Disconnect();
        scenario.Judge(JoinSplit(sprout)).ShouldBe(RejectTable.ShieldedRequirements);
        scenario.Judge(Spend(sapling)).ShouldBe(RejectTable.ShieldedRequirements);
    }

    [Fact]
    public void A_note_of_the_same_block_is_no_anchor_yet()
    {
        var scenario = new ShieldedScenario().MineTo(ShieldedScenario.Acadia - 1);
        var hide = scenario.Hide(0, 1);
        var after = ShieldedNotes.AddSapling(scenario.State.Sapling, hide).Root;

        scenario.Judge(hide, new ShieldedDraft { Spends = [new HiddenSpend(1, 1, after)], Outputs = ShieldedScenario.To(1) }.Seal()).ShouldBe(RejectTable.ShieldedRequirements);
    }

    [Fact]
    public void A_joinsplit_may_build_on_an_earlier_one_of_its_transaction_only()
    {
        var scenario = new ShieldedScenario().MineTo(1);
        var start = NoteTree.EmptySprout;
        var first = start.Append(ShieldedDraft.SproutCommitment(1, 0)).Append(ShieldedDraft.SproutCommitment(1, 1));
        var second = first.Append(ShieldedDraft.SproutCommitment(2, 0)).Append(ShieldedDraft.SproutCommitment(2, 1));
        Transaction Chained(params JoinSplitDraft[] joinSplits) => new ShieldedDraft { IsVersion4 = false, JoinSplits = [.. joinSplits] }.Seal();
        JoinSplitDraft One = new(1, start.Root), Two = new(2, first.Root), Three = new(3, second.Root);

        scenario.Judge(Chained(One, Two, Three)).ShouldBeNull();
        scenario.Judge(Chained(Two, One)).ShouldBe(RejectTable.ShieldedRequirements);
        scenario.Judge(Chained(One), Chained(Two)).ShouldBe(RejectTable.ShieldedRequirements);
        scenario.Judge(Chained(One, Three)).ShouldBe(RejectTable.ShieldedRequirements);
    }

    [Fact]
    public void The_header_must_hold_the_sapling_root_after_the_block()
    {
        var scenario = new ShieldedScenario().MineTo(ShieldedScenario.Acadia - 1);
        var good = scenario.Draft(scenario.Hide(0, 1), scenario.Hide(1, 2));
        Block With(Hash256 root) => good with { Header = good.Header with { StateRoot = root } };

        scenario.Judge(good).ShouldBeNull();
        scenario.Judge(With(NoteTree.EmptySapling.Root)).ShouldBe(RejectTable.BadSaplingRoot);
        var swapped = NoteTree.EmptySapling.Append(ShieldedDraft.SaplingCommitment(2)).Append(ShieldedDraft.SaplingCommitment(1)).Root;
        scenario.Judge(With(swapped)).ShouldBe(RejectTable.BadSaplingRoot);
    }

    [Fact]
    public void No_pool_gives_more_than_it_holds_not_even_from_the_other()
    {
        var scenario = new ShieldedScenario().MineTo(ShieldedScenario.Acadia - 1);
        scenario.Mine(scenario.Hide(0, 1), scenario.Shield(1, 1, isVersion4: true));
        Transaction Sprout(long value) => new ShieldedDraft { JoinSplits = [new JoinSplitDraft(2, scenario.State.Sprout.Root, Out: value)], Outputs = ShieldedScenario.To(value) }.Seal();
        Transaction Sapling(long value) => new ShieldedDraft { Spends = [new HiddenSpend(2, value, scenario.State.Sapling.Root)], Outputs = ShieldedScenario.To(value) }.Seal();

        scenario.Judge(Sprout(Whole), Sapling(Whole)).ShouldBeNull();
        scenario.Judge(Sprout(Whole + 1)).ShouldBe(RejectTable.SproutPoolNegative);
        scenario.Judge(Sapling(Whole + 1)).ShouldBe(RejectTable.SaplingPoolNegative);
    }

    [Fact]
    public void Below_a_checkpoint_pools_may_be_overdrawn_as_fluxd_lets_them()
    {
        var settled = EraScenario.Network with { Checkpoints = [new Checkpoint(100, default)] };
        var scenario = new ShieldedScenario(settled).MineTo(1);

        scenario.Mine(new ShieldedDraft { IsVersion4 = false, JoinSplits = [new JoinSplitDraft(1, NoteTree.EmptySprout.Root, Out: 5)], Outputs = ShieldedScenario.To(5) }.Seal());

        scenario.State.Totals.Sprout.ShouldBe(new Amount(-5));
        scenario.State.Totals.AreConserved.ShouldBeTrue();
    }

    [Fact]
    public void Signatures_are_judged_even_where_scripts_are_not()
    {
        var scenario = new ShieldedScenario().MineTo(ShieldedScenario.Acadia - 1);
        var good = scenario.Hide(0, 1);
        var forged = ShieldedDraft.With(good, good.Shielded! with { BindingSignature = new byte[64] });
        var lying = new ShieldedDraft { Inputs = [scenario.Coin(1)], Hides = [new HiddenOutput(7, Whole)], Lie = 1 }.Seal();
        var shield = scenario.Shield(0, 1, isVersion4: true);
        var unsigned = ShieldedDraft.With(shield, shield.Shielded! with { JoinSplitSignature = new byte[64] });

        scenario.Judge(forged).ShouldBe(RejectTable.BindingSignatureInvalid);
        scenario.Judge(lying).ShouldBe(RejectTable.BindingSignatureInvalid);
        scenario.Judge(unsigned).ShouldBe(RejectTable.JoinSplitSignatureInvalid);
        var block = scenario.Draft(unsigned);
        scenario.Chain.Judge(block, block.Header.Time, out _, runScripts: false).Reject.ShouldBe(RejectTable.JoinSplitSignatureInvalid);
    }

    [Fact]
    public void An_operator_may_refuse_what_unshields_above_the_last_checkpoint()
    {
        var refusing = EraScenario.Network with { Unshielding = UnshieldRule.Refuse };
        var scenario = new ShieldedScenario(refusing).MineTo(ShieldedScenario.Acadia - 1);
        scenario.Mine(scenario.Hide(0, 1), scenario.Shield(1, 1, isVersion4: true)); // going in is nobody's loss
        var (sprout, sapling) = (scenario.State.Sprout.Root, scenario.State.Sapling.Root);
        var unshield = new ShieldedDraft { Spends = [new HiddenSpend(1, 5, sapling)], Outputs = ShieldedScenario.To(5) }.Seal();
        var feeOnly = new ShieldedDraft { Spends = [new HiddenSpend(1, Whole, sapling)], Hides = [new HiddenOutput(2, Whole - 1)] }.Seal();
        var inside = new ShieldedDraft { Spends = [new HiddenSpend(1, Whole, sapling)], Hides = [new HiddenOutput(2, Whole)] }.Seal();
        var moved = new ShieldedDraft { JoinSplits = [new JoinSplitDraft(2, sprout, Out: 9)], Hides = [new HiddenOutput(3, 9)] }.Seal();

        scenario.Judge(unshield).ShouldBe(RejectTable.TxUnshields);
        scenario.Judge(feeOnly).ShouldBe(RejectTable.TxUnshields);
        scenario.Judge(inside).ShouldBeNull();
        scenario.Judge(moved).ShouldBeNull();
        TransactionRules.CheckContext(refusing with { Unshielding = UnshieldRule.Follow }, unshield, 5).ShouldBe(Verdict.Ok);
        var settled = refusing with { Checkpoints = [new Checkpoint(5, default)] };
        TransactionRules.CheckContext(settled, unshield, 5).ShouldBe(Verdict.Ok);
        TransactionRules.CheckContext(settled, unshield, 6).Reject.ShouldBe(RejectTable.TxUnshields);
    }

    [Fact]
    public void Own_networks_refuse_every_kind_of_shielded_part()
    {
        Transaction[] all =
        [
            new ShieldedDraft { JoinSplits = [new JoinSplitDraft(1, NoteTree.EmptySprout.Root)] }.Seal(),
            new ShieldedDraft { Spends = [new HiddenSpend(1, 0, NoteTree.EmptySapling.Root)], Outputs = ShieldedScenario.To(0) }.Seal(),
            new ShieldedDraft { Inputs = [new TxInput(new OutPoint(default, 1), default, 0)], Hides = [new HiddenOutput(1, 0)] }.Seal(),
        ];

        foreach (var network in (Network[])[NetworkCatalog.Classic, NetworkCatalog.Local(1_700_000_000)])
        {
            foreach (var transaction in all) TransactionRules.Check(network, transaction).Reject.ShouldBe(RejectTable.TxShieldedRefused);
        }
    }

    [Fact]
    public void Without_a_view_shielded_parts_cannot_be_judged()
    {
        var scenario = new ShieldedScenario().MineTo(1);
        var block = scenario.Draft(scenario.Shield(0, 1));

        Should.Throw<InvalidOperationException>(() => BlockRules.Connect(scenario.Chain.Network, block, scenario.Chain.Ancestry, scenario.State, scenario.Chain.Coins));
    }

    [Fact]
    public void The_undo_tells_the_sprout_root_after_its_block()
    {
        var scenario = new ShieldedScenario().MineTo(1);
        var block = scenario.Draft(scenario.Shield(0, note: 1));
        scenario.Chain.Judge(block, block.Header.Time, out var result).ShouldBe(Verdict.Ok);

        result!.Undo!.SproutRoot.ShouldBe(result.Next!.Sprout.Root);
        result.Undo.SproutRoot.ShouldNotBe(scenario.State.Sprout.Root);
        result.Undo.Totals.Sprout.ShouldBe(Amount.Zero);
    }
}
