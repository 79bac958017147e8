using Flux.Consensus.FluxNodes;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Consensus.Tests.FluxNodes;

public sealed class PaymentQueueTests
{
    [Fact]
    public void Nodes_of_a_tier_take_turns_by_last_payment_then_by_first_confirm_then_by_outpoint()
    {
        var scenario = new NodeScenario(1, 1, 1);
        scenario.Chain.Mine(scenario.Start(0), scenario.Start(1), scenario.Start(2));
        scenario.Chain.Mine(scenario.Confirm(2));
        scenario.Chain.Mine(scenario.Confirm(0), scenario.Confirm(1));

        // 2 was confirmed first and was paid in that block; the others were confirmed in one block: lower outpoint first.
        int[] turns = [0, 1, 2, 0, 1, 2];
        foreach (var turn in turns)
        {
            scenario.Chain.State.Nodes.NextPayee(Tier.Cumulus)!.Collateral.ShouldBe(scenario.Collaterals[turn]);
            scenario.Chain.Mine();
            scenario.Record(turn)!.LastPaidHeight.ShouldBe(scenario.Chain.Height);
        }
    }

    [Fact]
    public void At_equal_heights_the_unpaid_node_comes_first()
    {
        var scenario = new NodeScenario(1, 1);
        scenario.Chain.Mine(scenario.Start(0), scenario.Start(1));
        scenario.Chain.Mine(scenario.Confirm(0));
        scenario.Chain.Mine(scenario.Confirm(1)); // pays 0 in the same block

        scenario.Record(0)!.LastPaidHeight.ShouldBe(scenario.Record(1)!.ConfirmedHeight);
        scenario.Chain.State.Nodes.NextPayee(Tier.Cumulus)!.Collateral.ShouldBe(scenario.Collaterals[1]);
    }

    [Fact]
    public void Rejects_a_coinbase_that_pays_the_wrong_node_the_wrong_amount_or_nobody()
    {
        var scenario = new NodeScenario(1, 2);
        scenario.Chain.Mine(scenario.Start(0), scenario.Start(1));
        scenario.Chain.Mine(scenario.Confirm(0), scenario.Confirm(1));
        var draft = scenario.Chain.Draft();
        Reject? With(params TxOutput[] outputs) => scenario.Chain.Judge((draft with { CoinbaseOutputs = [.. outputs] }).Seal()).Reject;
        var (miner, first, second) = (draft.CoinbaseOutputs[0], draft.CoinbaseOutputs[1], draft.CoinbaseOutputs[2]);
        TxOutput More(TxOutput output, long difference) => output with { Value = new Amount(output.Value.Satoshis + difference) };

        With(miner, first, second).ShouldBeNull();
        With(second, first, miner).ShouldBeNull(); // the order is free
        With(miner, first).ShouldBe(RejectTable.FluxNodesNotPaid);
        With(miner).ShouldBe(RejectTable.FluxNodesNotPaid);
        With(miner, More(first, -1), second).ShouldBe(RejectTable.FluxNodesNotPaid);
        With(More(miner, -1), More(first, 1), second).ShouldBe(RejectTable.FluxNodesNotPaid);
        With(miner, first with { ScriptPubKey = TestKey.Of("thief").Script }, second).ShouldBe(RejectTable.FluxNodesNotPaid);
        With(miner with { Value = second.Value }, first, first).ShouldBe(RejectTable.FluxNodesNotPaid);
    }

    [Fact]
    public void A_tier_that_gets_its_first_node_pays_its_reserve_out_part_by_part()
    {
        var scenario = new NodeScenario(3);
        scenario.Chain.Mine(scenario.Start(0));
        scenario.Chain.Mine(scenario.Confirm(0));
        var part = scenario.Chain.Shadow.NextPayments()[2].Part;
        var saved = scenario.Chain.State.Totals.Reserves.Stratus.Satoshis;
        saved.ShouldBe(part * scenario.Chain.Height);

        scenario.Chain.Mine().Transactions[0].Outputs[1].Value.ShouldBe(new Amount(2 * part));
        scenario.Chain.State.Totals.Reserves.Stratus.Satoshis.ShouldBe(saved - part);
        scenario.Chain.State.Totals.Reserves.Cumulus.Satoshis.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Counts_windows_as_the_networks_table_says(bool classic)
    {
        var (network, limits) = classic
            ? (Flux.Consensus.Networks.NetworkCatalog.Classic, ShadowLimits.Classic)
            : (Flux.Consensus.Networks.NetworkCatalog.Local(1), ShadowLimits.Local);
        var rules = network.FluxNodes;

        rules.StartExpiry.At(1).ShouldBe(limits.StartToDos);
        rules.Release.At(1).ShouldBe(new Flux.Consensus.Networks.DosRelease(limits.StartToRelease, Exactly: false));
        rules.ConfirmInterval.At(1).ShouldBe(limits.ConfirmInterval);
        rules.ConfirmExpiry.At(1).ShouldBe(limits.ConfirmExpiry);
        rules.CollateralDepth.ShouldBe(limits.Depth);
        network.Coinbase.Maturity.ShouldBe(limits.Maturity);
        network.Escrow!.MonthBlocks.ShouldBe(limits.Month);
        foreach (var tier in TierAmounts.Tiers) rules.CollateralOf(tier, 1).Satoshis.ShouldBe(limits.Collateral[(int)tier - 1]);
    }
}
