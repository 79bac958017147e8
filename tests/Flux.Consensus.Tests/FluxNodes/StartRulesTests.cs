using System.Text;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Scripts;
using Flux.TestKit;

namespace Flux.Consensus.Tests.FluxNodes;

public sealed class StartRulesTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 5)]
    [InlineData(3, 6)]
    public void Starts_a_collateral_of_each_tier(int tier, int version)
    {
        var scenario = new NodeScenario(tier);
        scenario.Chain.Mine(scenario.Start(0, version));

        var record = scenario.Record(0)!;
        record.State.ShouldBe(NodeState.Started);
        record.Tier.ShouldBe((Tier)tier);
        record.AddedHeight.ShouldBe(scenario.Chain.Height);
        record.PayeeScript.ShouldBe(scenario.Owner.Script);
        record.NodePubKey.ToArray().ShouldBe(scenario.Node.PublicKey);
        record.Ip.Length.ShouldBe(0);
    }

    [Fact]
    public void Starts_a_P2SH_collateral_that_any_key_of_its_redeem_script_signs()
    {
        var scenario = new NodeScenario(1);
        var (one, other) = (TestKey.Of("one"), TestKey.Of("other"));
        var redeem = NodeScenario.TwoOfTwo(one, other);
        var script = ScriptBuilder.PayToScriptHash(Hash160.Of(redeem.Bytes));
        var collateral = scenario.Fund(new TxOutput(new Amount(ScenarioNetworks.QuickLimits.Collateral[0]), script))[0];
        scenario.Chain.MineMany(ScenarioNetworks.QuickLimits.Depth);

        scenario.Judge(TestTransactions.StartP2sh(collateral, redeem, scenario.Owner, scenario.Node, 1)).ShouldBe(RejectTable.NodeBadSignature);
        scenario.Judge(TestTransactions.StartP2sh(collateral, redeem, one, scenario.Node, 1)).ShouldBeNull();
        scenario.Chain.Mine(TestTransactions.StartP2sh(collateral, redeem, other, scenario.Node, 1));
        scenario.Chain.State.Nodes.Find(collateral)!.PayeeScript.ShouldBe(script);

        scenario.Chain.Mine(TestTransactions.Confirm(collateral, scenario.Node, update: false, 1));
        scenario.Chain.Draft().CoinbaseOutputs.ShouldContain(output => output.ScriptPubKey == script);
        scenario.Chain.Mine();
    }

    [Fact]
    public void Rejects_a_redeem_script_that_does_not_own_the_collateral()
    {
        var scenario = new NodeScenario(1);
        var redeem = NodeScenario.TwoOfTwo(scenario.Owner, scenario.Node);

        scenario.Judge(TestTransactions.StartP2sh(scenario.Collaterals[0], redeem, scenario.Owner, scenario.Node, 1)).ShouldBe(RejectTable.NodeWrongRedeemScript);
    }

    [Fact]
    public void Rejects_a_P2SH_collateral_in_a_version_5_START()
    {
        var scenario = new NodeScenario(1);
        var script = ScriptBuilder.PayToScriptHash(Hash160.Of(scenario.Owner.PublicKey));
        var collateral = scenario.Fund(new TxOutput(new Amount(ScenarioNetworks.QuickLimits.Collateral[0]), script))[0];
        scenario.Chain.MineMany(ScenarioNetworks.QuickLimits.Depth);

        scenario.Judge(TestTransactions.Start(collateral, scenario.Owner, scenario.Node, 1)).ShouldBe(RejectTable.NodeWrongFoundationKey);
        scenario.Judge(TestTransactions.Start(collateral, scenario.Owner, scenario.Node, 1, version: 6)).ShouldBe(RejectTable.NodeWrongDestination);
    }

    [Fact]
    public void Rejects_a_key_that_does_not_own_the_collateral()
    {
        var scenario = new NodeScenario(1);

        scenario.Judge(TestTransactions.Start(scenario.Collaterals[0], TestKey.Of("thief"), scenario.Node, 1)).ShouldBe(RejectTable.NodeWrongDestination);
        scenario.Judge(TestTransactions.Start(scenario.Collaterals[0], TestKey.Of("thief"), scenario.Node, 1, version: 6)).ShouldBe(RejectTable.NodeWrongDestination);
    }

    [Fact]
    public void Version_5_also_starts_a_bare_public_key()
    {
        var scenario = new NodeScenario(1);
        var collateral = scenario.Fund(new TxOutput(new Amount(ScenarioNetworks.QuickLimits.Collateral[0]), ScriptBuilder.PayToPubKey(scenario.Owner.PublicKey)))[0];
        scenario.Chain.MineMany(ScenarioNetworks.QuickLimits.Depth);

        scenario.Judge(TestTransactions.Start(collateral, scenario.Owner, scenario.Node, 1)).ShouldBeNull();
        scenario.Judge(TestTransactions.Start(collateral, scenario.Owner, scenario.Node, 1, version: 6)).ShouldBe(RejectTable.NodeWrongDestination);
    }

    [Fact]
    public void Rejects_a_signature_of_somebody_else()
    {
        var scenario = new NodeScenario(1);
        var verdict = scenario.Chain.Judge((scenario.Chain.Draft() with
        {
            Transactions = [TestTransactions.Start(scenario.Collaterals[0], scenario.Owner, scenario.Node, 1, signer: scenario.Node)],
        }).Seal());

        verdict.Reject.ShouldBe(RejectTable.NodeBadSignature);
        verdict.Reject!.MarksInvalid.ShouldBeFalse();
    }

    [Fact]
    public void Rejects_both_type_bits_at_once_whoever_signs()
    {
        var scenario = new NodeScenario(1);
        var redeem = NodeScenario.TwoOfTwo(scenario.Owner, scenario.Node);
        var body = new StartTransaction { Collateral = scenario.Collaterals[0], RedeemScript = redeem.Memory, NodePubKey = scenario.Node.PublicKey, Features = 3 };

        scenario.Judge(TestTransactions.SignStart(6, body, scenario.Owner)).ShouldNotBeNull();
    }

    [Fact]
    public void Rejects_a_collateral_that_does_not_exist() => new NodeScenario(1).Let(scenario =>
        scenario.Judge(TestTransactions.Start(new OutPoint(scenario.Collaterals[0].Transaction, 77), scenario.Owner, scenario.Node, 1)).ShouldBe(RejectTable.NodeCoinsNotAvailable));

    [Fact]
    public void Rejects_a_collateral_spent_earlier_in_the_block_but_not_later()
    {
        var scenario = new NodeScenario(1);

        scenario.Judge(scenario.Spend(0), scenario.Start(0)).ShouldBe(RejectTable.NodeBadCollateral);
        scenario.Judge(scenario.Start(0), scenario.Spend(0)).ShouldBeNull();
    }

    [Fact]
    public void Rejects_a_collateral_that_is_not_deep_enough()
    {
        var scenario = new NodeScenario(1);
        scenario.Chain.Disconnect();

        scenario.Judge(scenario.Start(0)).ShouldBe(RejectTable.NodeBadCollateral);
        scenario.Chain.Mine();
        scenario.Judge(scenario.Start(0)).ShouldBeNull();
    }

    [Fact]
    public void Rejects_an_amount_of_no_tier()
    {
        var scenario = new NodeScenario(1);
        var collateral = scenario.Fund(new TxOutput(new Amount(ScenarioNetworks.QuickLimits.Collateral[0] + 1), scenario.Owner.Script))[0];
        scenario.Chain.MineMany(ScenarioNetworks.QuickLimits.Depth);

        scenario.Judge(TestTransactions.Start(collateral, scenario.Owner, scenario.Node, 1)).ShouldBe(RejectTable.NodeBadCollateral);
    }

    [Fact]
    public void Rejects_an_escrow_coin_as_collateral()
    {
        var scenario = new NodeScenario(1);
        var payment = scenario.Fund(
            new TxOutput(new Amount(ScenarioNetworks.QuickLimits.Collateral[0]), TestTransactions.EscrowScript),
            TestTransactions.MemoOutput(TestTransactions.EscrowMemo("app", 100)))[0];
        scenario.Chain.MineMany(ScenarioNetworks.QuickLimits.Depth);

        scenario.Chain.Coins.Find(payment)!.Value.IsEscrow.ShouldBeTrue();
        scenario.Judge(TestTransactions.Start(payment, scenario.Chain.Miner, scenario.Node, 1)).ShouldBe(RejectTable.NodeBadCollateral);
    }

    [Fact]
    public void Rejects_a_second_start_until_the_release()
    {
        var limits = ScenarioNetworks.QuickLimits;
        var scenario = new NodeScenario(1);
        scenario.Chain.Mine(scenario.Start(0));
        var started = scenario.Chain.Height;

        while (scenario.Chain.Height < started + limits.StartToRelease)
        {
            scenario.Judge(scenario.Start(0)).ShouldBe(RejectTable.NodeAlreadyStarted, $"{scenario.Chain.Height - started} after the start");
            scenario.Chain.Mine();
            scenario.Record(0)?.State.ShouldBe(scenario.Chain.Height < started + limits.StartToDos ? NodeState.Started : NodeState.Dos);
        }
        scenario.Record(0).ShouldBeNull();
        scenario.Judge(scenario.Start(0)).ShouldBeNull();
    }

    [Fact]
    public void Rejects_a_start_of_a_confirmed_node()
    {
        var scenario = new NodeScenario(1);
        scenario.Chain.Mine(scenario.Start(0));
        scenario.Chain.Mine(scenario.Confirm(0));

        scenario.Judge(scenario.Start(0)).ShouldBe(RejectTable.NodeAlreadyConfirmed);
    }

    [Fact]
    public void A_delegate_may_start_and_only_one_on_the_list()
    {
        var limits = ScenarioNetworks.QuickLimits;
        var scenario = new NodeScenario(1);
        var (helper, stranger) = (TestKey.Of("delegate"), TestKey.Of("stranger"));
        var list = new DelegateData { Used = true, Version = 1, Type = DelegateData.TypeUpdate, Keys = [helper.PublicKey] };
        var signing = new DelegateData { Used = true, Version = 1, Type = DelegateData.TypeSigning };
        Transaction Start(DelegateData data, TestKey signer) => TestTransactions.Start(scenario.Collaterals[0], scenario.Owner, scenario.Node, 9, 6, data, signer);

        scenario.Judge(Start(signing, helper)).ShouldBe(RejectTable.NodeBadSignature); // nobody is on the list yet
        scenario.Chain.Mine(Start(list, scenario.Owner));
        scenario.Chain.State.Nodes.DelegatesOf(scenario.Collaterals[0]).Single().ToArray().ShouldBe(helper.PublicKey);
        scenario.Chain.MineMany(limits.StartToRelease);

        scenario.Judge(Start(signing, stranger)).ShouldBe(RejectTable.NodeBadSignature);
        scenario.Judge(Start(signing, scenario.Owner)).ShouldBe(RejectTable.NodeBadSignature); // no fallback to the owner
        scenario.Chain.Mine(Start(signing, helper));
        scenario.Record(0)!.State.ShouldBe(NodeState.Started);

        scenario.Chain.MineMany(limits.StartToRelease);
        scenario.Chain.Mine(Start(list with { Keys = [] }, scenario.Owner));
        scenario.Chain.State.Nodes.DelegatesOf(scenario.Collaterals[0]).ShouldBeEmpty();
        scenario.Chain.Disconnect();
        scenario.Chain.State.Nodes.DelegatesOf(scenario.Collaterals[0]).Length.ShouldBe(1);
    }

    [Fact]
    public void Signs_its_transaction_id_in_display_hex()
    {
        var scenario = new NodeScenario(1);
        var start = scenario.Start(0);

        Encoding.ASCII.GetString(NodeMessages.OfStart(start)).ShouldBe(start.Id.ToString());
    }
}
