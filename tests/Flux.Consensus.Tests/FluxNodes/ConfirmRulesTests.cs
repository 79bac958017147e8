using System.Text;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using Flux.TestKit;

namespace Flux.Consensus.Tests.FluxNodes;

public sealed class ConfirmRulesTests
{
    private static readonly ShadowLimits Limits = ScenarioNetworks.QuickLimits;

    [Fact]
    public void The_first_confirm_puts_a_node_on_the_list()
    {
        var scenario = Started();
        scenario.Chain.Mine(scenario.Confirm(0, ip: "10.1.2.3"));

        var record = scenario.Record(0)!;
        record.State.ShouldBe(NodeState.Confirmed);
        (record.ConfirmedHeight, record.LastConfirmedHeight, record.LastPaidHeight).ShouldBe((scenario.Chain.Height, scenario.Chain.Height, 0));
        Encoding.ASCII.GetString(record.Ip.Span).ShouldBe("10.1.2.3");
        scenario.Chain.State.Nodes.NextPayee(Tier.Cumulus).ShouldBe(record);
    }

    [Fact]
    public void Rejects_a_confirm_of_what_was_never_started() => new NodeScenario(1).Let(scenario =>
    {
        scenario.Judge(scenario.Confirm(0)).ShouldBe(RejectTable.NodeNotStarted);
        scenario.Judge(scenario.Confirm(0, update: true)).ShouldBe(RejectTable.NodeNotStarted);
    });

    [Fact]
    public void Rejects_a_first_confirm_twice_and_from_the_DoS_list()
    {
        var scenario = Started();
        scenario.Chain.Mine(scenario.Confirm(0));
        scenario.Judge(scenario.Confirm(0)).ShouldBe(RejectTable.NodeNotStarted);

        var late = Started();
        late.Chain.MineMany(Limits.StartToDos);
        late.Record(0)!.State.ShouldBe(NodeState.Dos);
        late.Judge(late.Confirm(0)).ShouldBe(RejectTable.NodeNotStarted);
    }

    [Fact]
    public void A_confirm_in_the_very_block_of_the_expiry_still_counts()
    {
        var scenario = Started();
        scenario.Chain.MineMany(Limits.StartToDos - 1);
        scenario.Chain.Mine(scenario.Confirm(0));

        scenario.Record(0)!.State.ShouldBe(NodeState.Confirmed);
    }

    [Fact]
    public void Rejects_an_update_of_a_node_that_is_not_confirmed() =>
        Started().Let(scenario => scenario.Judge(scenario.Confirm(0, update: true)).ShouldBe(RejectTable.NodeNotConfirmed));

    [Fact]
    public void An_update_comes_after_more_than_its_interval_or_with_a_new_address_after_fewer()
    {
        var scenario = Started();
        scenario.Chain.Mine(scenario.Confirm(0, ip: "10.0.0.1"));
        for (var distance = 1; distance <= Limits.ConfirmInterval + 1; distance++)
        {
            scenario.Judge(scenario.Confirm(0, update: true, ip: "10.0.0.1")).ShouldBe(distance > Limits.ConfirmInterval ? null : RejectTable.NodeUpdateTooSoon, $"{distance}");
            scenario.Judge(scenario.Confirm(0, update: true, ip: "10.0.0.2")).ShouldBe(distance >= Limits.AddressInterval ? null : RejectTable.NodeUpdateTooSoon, $"{distance}");
            scenario.Chain.Mine();
        }
    }

    [Fact]
    public void A_node_that_does_not_renew_expires_and_one_that_does_stays()
    {
        var scenario = Started(1, 1);
        scenario.Chain.Mine(scenario.Confirm(0), scenario.Confirm(1));
        var confirmed = scenario.Chain.Height;
        scenario.Chain.MineMany(Limits.ConfirmExpiry);
        scenario.Record(0).ShouldNotBeNull();
        scenario.Chain.Mine(scenario.Confirm(1, update: true));

        scenario.Chain.Height.ShouldBe(confirmed + Limits.ConfirmExpiry + 1);
        scenario.Record(0).ShouldBeNull();
        scenario.Record(1)!.LastConfirmedHeight.ShouldBe(scenario.Chain.Height);
        scenario.Record(1)!.ConfirmedHeight.ShouldBe(confirmed);
    }

    [Fact]
    public void A_node_that_is_paid_and_expires_in_one_block_is_gone()
    {
        var scenario = Started();
        scenario.Chain.Mine(scenario.Confirm(0));
        scenario.Chain.MineMany(Limits.ConfirmExpiry);
        scenario.Chain.Draft().CoinbaseOutputs.Length.ShouldBe(2);
        scenario.Chain.Mine();

        scenario.Record(0).ShouldBeNull();
        scenario.Chain.Draft().CoinbaseOutputs.Length.ShouldBe(1);
    }

    [Fact]
    public void Spending_the_collateral_removes_a_confirmed_node_at_once()
    {
        var scenario = Started();
        scenario.Chain.Mine(scenario.Confirm(0));
        scenario.Chain.Mine(scenario.Spend(0));

        scenario.Record(0).ShouldBeNull();
        scenario.Chain.Disconnect();
        scenario.Record(0)!.State.ShouldBe(NodeState.Confirmed);
    }

    [Fact]
    public void Spending_it_in_the_block_of_the_first_confirm_does_too()
    {
        var scenario = Started();
        scenario.Judge(scenario.Spend(0), scenario.Confirm(0)).ShouldBe(RejectTable.NodeBadCollateral);
        scenario.Chain.Mine(scenario.Confirm(0), scenario.Spend(0));

        scenario.Record(0).ShouldBeNull();
    }

    [Fact]
    public void Spending_the_collateral_of_a_started_node_lets_it_age_out()
    {
        var scenario = Started();
        scenario.Chain.Mine(scenario.Spend(0));

        scenario.Record(0)!.State.ShouldBe(NodeState.Started);
        scenario.Judge(scenario.Confirm(0)).ShouldBe(RejectTable.NodeBadCollateral);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    public void Rejects_a_benchmark_below_the_collaterals_tier(int tier, int benchmark)
    {
        var scenario = Started(tier);

        scenario.Judge(TestTransactions.Confirm(scenario.Collaterals[0], scenario.Node, false, 1, benchmark)).ShouldBe(RejectTable.NodeBenchmarkTierTooLow);
        scenario.Judge(TestTransactions.Confirm(scenario.Collaterals[0], scenario.Node, false, 1, tier)).ShouldBeNull();
    }

    [Fact]
    public void Rejects_a_confirm_or_a_benchmark_that_the_node_did_not_sign()
    {
        var scenario = Started();
        var other = TestKey.Of("other");

        scenario.Judge(TestTransactions.Confirm(scenario.Collaterals[0], other, false, 1)).ShouldBe(RejectTable.NodeBadSignature);
        scenario.Judge(TestTransactions.Confirm(scenario.Collaterals[0], scenario.Node, false, 1, voucher: other)).ShouldBe(RejectTable.NodeBadSignature);
    }

    [Fact]
    public void Rejects_a_signature_that_names_only_ten_digits_of_the_collateral()
    {
        var scenario = Started();
        var good = (ConfirmTransaction)scenario.Confirm(0).FluxNode!;
        var shortMessage = NodeMessages.OfConfirm(NetworkCatalog.Main, good);
        var bad = good with { Signature = scenario.Node.SignMessage(shortMessage) };
        bad = bad with { BenchmarkSignature = scenario.Node.SignMessage(NodeMessages.OfBenchmark(bad)) };

        scenario.Judge(new Transaction { Version = 5, FluxNode = bad }).ShouldBe(RejectTable.NodeBadSignature);
    }

    [Fact]
    public void Texts_to_sign_are_those_of_the_page()
    {
        var confirm = new ConfirmTransaction
        {
            Collateral = new OutPoint(TxId.Parse("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"), 1),
            SigTime = 1_700_000_000,
            UpdateType = 0,
            BenchmarkTier = 2,
            BenchmarkSigTime = 1_700_000_005,
            Ip = Encoding.ASCII.GetBytes("1.2.3.4"),
            Signature = Encoding.ASCII.GetBytes("SIG"),
        };

        Encoding.ASCII.GetString(NodeMessages.OfConfirm(NetworkCatalog.Main, confirm)).ShouldBe("COutPoint(0123456789, 1)101700000000");
        Encoding.ASCII.GetString(NodeMessages.OfConfirm(NetworkCatalog.Classic, confirm))
            .ShouldBe("COutPoint(0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, 1)101700000000");
        Encoding.ASCII.GetString(NodeMessages.OfBenchmark(confirm)).ShouldBe("SIG217000000051.2.3.4");
    }

    private static NodeScenario Started(params int[] tiers)
    {
        var scenario = new NodeScenario(tiers.Length == 0 ? [1] : tiers);
        scenario.Chain.Mine([.. Enumerable.Range(0, Math.Max(1, tiers.Length)).Select(i => scenario.Start(i))]);
        return scenario;
    }
}
