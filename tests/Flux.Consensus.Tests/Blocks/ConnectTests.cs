using System.Collections.Immutable;
using Flux.Consensus.Blocks;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.TestKit;

namespace Flux.Consensus.Tests.Blocks;

public sealed class ConnectTests
{
    private readonly ScenarioChain _chain = new(ScenarioNetworks.Quick, ScenarioNetworks.QuickLimits);

    [Fact]
    public void Rejects_a_header_that_commits_to_other_nodes()
    {
        var draft = _chain.Draft();

        _chain.Judge((draft with { Header = draft.Header with { StateRoot = draft.Header.Previous.Value } }).Seal()).Reject.ShouldBe(RejectTable.BadStateRoot);
    }

    [Fact]
    public void Rejects_a_coinbase_that_takes_one_satoshi_too_much()
    {
        var draft = _chain.Draft();

        _chain.Judge(WithMinerValue(draft, +1).Seal()).Reject.ShouldBe(RejectTable.CoinbaseAmount);
    }

    [Fact]
    public void What_a_miner_leaves_is_destroyed_and_still_conserved()
    {
        _chain.Connect(WithMinerValue(_chain.Draft(), -5).Seal());

        _chain.State.Totals.Destroyed.ShouldBe(new Amount(5));
        _chain.State.Totals.AreConserved.ShouldBeTrue();
    }

    [Fact]
    public void The_miner_may_not_take_the_part_of_a_tier_without_nodes()
    {
        var draft = _chain.Draft();
        var reserved = _chain.Shadow.NextPayments().Sum(tier => tier.Part);

        reserved.ShouldBeGreaterThan(0);
        _chain.Judge(WithMinerValue(draft, reserved).Seal()).Reject.ShouldBe(RejectTable.CoinbaseAmount);
    }

    [Fact]
    public void Rejects_a_spend_of_what_does_not_exist_or_is_spent()
    {
        _chain.MineMany(4);
        var pay = PayAll();
        _chain.Mine(pay);

        _chain.Judge((_chain.Draft() with { Transactions = [pay] }).Seal()).Reject.ShouldBe(RejectTable.RepeatedTransaction);
        var again = TestTransactions.Unsigned(pay.Inputs, [new TxOutput(new Amount(1), _chain.Miner.Script)]);
        _chain.Judge((_chain.Draft() with { Transactions = [again] }).Seal()).Reject.ShouldBe(RejectTable.TxInputsMissingOrSpent);
    }

    [Fact]
    public void Rejects_a_coinbase_that_repeats_one_with_unspent_outputs()
    {
        var untagged = ScenarioNetworks.Quick with { Coinbase = ScenarioNetworks.Quick.Coinbase with { NeedsGenesisTag = false, HeightPushFrom = 100 } };
        var chain = new ScenarioChain(untagged, ScenarioNetworks.QuickLimits);
        var script = new Script([1, 2, 3]);
        chain.Connect((chain.Draft() with { CoinbaseScript = script }).Seal());

        chain.Judge((chain.Draft() with { CoinbaseScript = script }).Seal()).Reject.ShouldBe(RejectTable.RepeatedTransaction);
        chain.Judge((chain.Draft() with { CoinbaseScript = new Script([1, 2, 4]) }).Seal()).ShouldBe(Verdict.Ok);
    }

    [Fact]
    public void A_coinbase_matures_at_its_depth()
    {
        _chain.Mine();
        var (outPoint, coin) = _chain.Coins.All.Single();
        var pay = TestTransactions.Pay([(outPoint, coin.Output)], [_chain.Miner], [new TxOutput(coin.Output.Value, _chain.Miner.Script)]);
        while (_chain.Height + 1 < 1 + ScenarioNetworks.QuickLimits.Maturity)
        {
            _chain.Judge((_chain.Draft() with { Transactions = [pay] }).Seal()).Reject.ShouldBe(RejectTable.TxPrematureCoinbaseSpend);
            _chain.Mine();
        }
        _chain.Mine(pay).Transactions.Length.ShouldBe(2);
    }

    [Fact]
    public void Rejects_a_wrong_signature_through_its_deferred_check()
    {
        _chain.MineMany(4);
        var pay = PayAll();
        var forged = TestTransactions.Unsigned(pay.Inputs, [pay.Outputs[0] with { Value = new Amount(1) }]);

        _chain.Judge((_chain.Draft() with { Transactions = [forged] }).Seal()).Reject.ShouldBe(RejectTable.MandatoryScriptFailure);
    }

    [Fact]
    public void Scripts_are_left_out_when_the_caller_says_so()
    {
        _chain.MineMany(4);
        var pay = PayAll();
        var forged = TestTransactions.Unsigned(pay.Inputs, [pay.Outputs[0] with { Value = pay.Outputs[0].Value - new Amount(1) }]);
        var block = (_chain.Draft() with { Transactions = [forged] }).Seal();

        var result = BlockRules.Connect(_chain.Network, block, _chain.Ancestry, _chain.State, _chain.Coins, new ConnectOptions { RunsScripts = false });

        result.Verdict.ShouldBe(Verdict.Ok);
        result.Checks.ShouldBeEmpty();
    }

    [Fact]
    public void Counts_signature_operations_of_redeem_scripts()
    {
        _chain.MineMany(4);
        var redeem = new Script([.. Enumerable.Repeat((byte)Opcode.CheckMultisig, 500)]);
        var home = new TxOutput(new Amount(1_000), ScriptBuilder.PayToScriptHash(Hash160.Of(redeem.Bytes)));
        var coin = _chain.Spendable(_chain.Miner)[0];
        var fund = TestTransactions.Pay([coin], [_chain.Miner], [home, home, home]);
        _chain.Mine(fund);
        TxInput Spend(uint index) => new(new OutPoint(fund.Id, index), new ScriptBuilder().Data(redeem.Bytes).ToScript(), TxInput.FinalSequence);
        Transaction Spends(params ImmutableArray<uint> indexes) =>
            TestTransactions.Unsigned([.. indexes.Select(Spend)], [new TxOutput(new Amount(1), _chain.Miner.Script)]);

        _chain.Judge((_chain.Draft() with { Transactions = [Spends(0)] }).Seal()).Reject.ShouldBe(RejectTable.MandatoryScriptFailure); // 10,002 operations
        _chain.Judge((_chain.Draft() with { Transactions = [Spends(0, 1)] }).Seal()).Reject.ShouldBe(RejectTable.TooManySigOps);
    }

    [Fact]
    public void Rejects_fees_above_all_money()
    {
        var rich = new RichCoins(_chain.Miner.Script);
        Transaction Spend(uint index) => TestTransactions.Unsigned([new TxInput(new OutPoint(default, index), Script.Empty, TxInput.FinalSequence)], [new TxOutput(new Amount(1), _chain.Miner.Script)]);
        var block = (_chain.Draft() with { Transactions = [Spend(0), Spend(1)] }).Seal();

        BlockRules.Connect(_chain.Network, block, _chain.Ancestry, _chain.State, rich).Verdict.Reject.ShouldBe(RejectTable.FeesOutOfRange);
    }

    [Fact]
    public void Refuses_to_make_or_lose_money_even_when_the_state_is_wrong()
    {
        var wrong = _chain.State with { Totals = _chain.State.Totals with { Coins = new Amount(1) } };

        BlockRules.Connect(_chain.Network, _chain.Draft().Seal(), _chain.Ancestry, wrong, _chain.Coins).Verdict.Reject.ShouldBe(RejectTable.MoneyNotConserved);
    }

    [Fact]
    public void A_state_that_is_not_the_parents_is_a_bug()
    {
        var block = _chain.Draft().Seal();
        var before = _chain.State;
        _chain.Mine();

        Should.Throw<ArgumentException>(() => BlockRules.Connect(_chain.Network, block, _chain.Ancestry, before, _chain.Coins));
    }

    [Fact]
    public void An_output_made_and_spent_in_one_block_changes_no_coin()
    {
        _chain.MineMany(4);
        var first = PayAll();
        var second = TestTransactions.Pay([(new OutPoint(first.Id, 0), first.Outputs[0])], [_chain.Miner], [first.Outputs[0] with { Value = first.Outputs[0].Value - new Amount(7) }]);
        _chain.Mine(first, second);

        var result = _chain.LastResult!;
        result.Fees.ShouldBe(new Amount(7));
        result.Coins.Created.ShouldAllBe(entry => entry.OutPoint.Transaction != first.Id);
        result.Coins.Spent.ShouldAllBe(entry => entry.OutPoint.Transaction != first.Id);
        result.Undo!.Spent.Length.ShouldBe(first.Inputs.Length + 1);
    }

    private Transaction PayAll()
    {
        var coins = _chain.Spendable(_chain.Miner);
        return TestTransactions.Pay(coins, [_chain.Miner], [new TxOutput(new Amount(coins.Sum(coin => coin.Output.Value.Satoshis)), _chain.Miner.Script)]);
    }

    private static BlockDraft WithMinerValue(BlockDraft draft, long difference) => draft with
    {
        CoinbaseOutputs = draft.CoinbaseOutputs.SetItem(0, draft.CoinbaseOutputs[0] with { Value = new Amount(draft.CoinbaseOutputs[0].Value.Satoshis + difference) }),
    };

    private sealed class RichCoins(Script script) : ICoinView
    {
        public Coin? Find(OutPoint outPoint) => outPoint.Transaction == default ? new Coin(new TxOutput(Amount.FromFlux(400_000_000), script), 0, false) : null;
    }
}
