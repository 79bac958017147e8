using System.Collections.Immutable;
using Flux.Consensus.Escrow;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;
using Flux.TestKit;

namespace Flux.Consensus.Tests.Escrow;

public sealed class EscrowRulesTests
{
    private const long Value = 1_000_000_007;

    private readonly ScenarioChain _chain = new(ScenarioNetworks.Quick, ScenarioNetworks.QuickLimits);

    public EscrowRulesTests() => _chain.MineMany(6);

    [Fact]
    public void The_address_is_the_same_on_both_own_networks_and_an_ordinary_t1()
    {
        NetworkCatalog.Classic.Escrow!.Script.ShouldBe(TestTransactions.EscrowScript);
        NetworkCatalog.Local(1).Escrow!.Script.ShouldBe(TestTransactions.EscrowScript);
        Address.TryFromScript(TestTransactions.EscrowScript, out var address).ShouldBeTrue();
        address.ToText(NetworkCatalog.Classic.Addresses).ShouldStartWith("t1");
        NetworkCatalog.Main.Escrow.ShouldBeNull();
    }

    [Fact]
    public void A_payment_becomes_a_coin_of_the_payer_that_loses_worth_block_by_block()
    {
        var outPoint = Pay(10);
        var start = _chain.Height;
        var coin = _chain.Coins.Find(outPoint)!.Value;

        coin.ShouldBe(new Coin(new TxOutput(new Amount(Value), _chain.Miner.Script), start, false, 10));
        EscrowRules.Rate(coin).ShouldBe(new Amount(100_000_000));
        EscrowRules.Worth(coin, start).ShouldBe(new Amount(Value));
        EscrowRules.Worth(coin, start + 1).ShouldBe(new Amount(Value - 100_000_000));
        EscrowRules.Worth(coin, start + 9).ShouldBe(new Amount(100_000_007));
        EscrowRules.Worth(coin, start + 10).ShouldBe(Amount.Zero);
        EscrowRules.Worth(coin, start + 11).ShouldBe(Amount.Zero);
    }

    [Fact]
    public void Without_a_number_it_lasts_a_month()
    {
        var outPoint = _chain.Mine(Payment(memo: TestTransactions.EscrowMemo("app", null))).Transactions[1].Id;

        _chain.Coins.Find(new OutPoint(outPoint, 0))!.Value.EscrowBlocks.ShouldBe(ScenarioNetworks.QuickLimits.Month);
    }

    [Fact]
    public void What_it_loses_goes_to_the_node_half_and_the_last_block_takes_the_remainder()
    {
        var outPoint = Pay(4);
        long earned = 0;
        for (var age = 1; age <= 4; age++)
        {
            var next = EscrowRules.EarnedNext(_chain.State).Satoshis;
            next.ShouldBe(age < 4 ? Value / 4 : Value - (3 * (Value / 4)));
            earned += next;
            _chain.Coins.Find(outPoint).ShouldNotBeNull();
            var reserves = _chain.State.Totals.Reserves.Sum.Satoshis;
            _chain.Mine();
            (_chain.State.Totals.Reserves.Sum.Satoshis - reserves).ShouldBe((_chain.Shadow.SubsidyAt(1) / 2) + next);
        }
        earned.ShouldBe(Value);
        _chain.Coins.Find(outPoint).ShouldBeNull();
        _chain.State.Escrows.Count.ShouldBe(0);
        _chain.State.Totals.EscrowWorth.ShouldBe(Amount.Zero);

        _chain.Disconnect();
        _chain.Coins.Find(outPoint)!.Value.EscrowBlocks.ShouldBe(4);
    }

    [Fact]
    public void A_spend_gets_its_worth_at_the_spending_height_and_not_one_satoshi_more()
    {
        var outPoint = Pay(10);
        _chain.MineMany(3);
        var worth = Value - (4 * (Value / 10));

        Judge(Spend(outPoint, worth + 1)).ShouldBe(RejectTable.TxInBelowOut);
        Judge(Spend(outPoint, worth)).ShouldBeNull();
        _chain.Mine();
        Judge(Spend(outPoint, worth)).ShouldBe(RejectTable.TxInBelowOut); // a block later it is worth less
    }

    [Fact]
    public void A_coin_that_runs_out_in_a_block_cannot_be_spent_in_it()
    {
        var outPoint = Pay(2);
        _chain.Mine();

        Judge(Spend(outPoint, 1)).ShouldBe(RejectTable.TxInputsMissingOrSpent);
    }

    [Fact]
    public void Only_the_payer_can_spend_it()
    {
        var outPoint = Pay(10);
        var stolen = TestTransactions.Unsigned(
            [new TxInput(outPoint, Script.Empty, TxInput.FinalSequence)], [new TxOutput(new Amount(1), TestKey.Of("thief").Script)]);
        var signed = TestTransactions.Unsigned(
            [stolen.Inputs[0] with { ScriptSig = TestTransactions.SignPubKeyHash(stolen, 0, new TxOutput(new Amount(Value), TestTransactions.EscrowScript), TestKey.Of("thief")) }], stolen.Outputs);

        Judge(signed).ShouldBe(RejectTable.MandatoryScriptFailure);
    }

    [Fact]
    public void The_signature_commits_to_the_paid_value_not_to_what_is_left()
    {
        var outPoint = Pay(10);
        _chain.MineMany(3);
        var unsigned = TestTransactions.Unsigned([new TxInput(outPoint, Script.Empty, TxInput.FinalSequence)], [new TxOutput(new Amount(1), _chain.Miner.Script)]);
        Transaction SignedFor(long value) => TestTransactions.Unsigned(
            [unsigned.Inputs[0] with { ScriptSig = TestTransactions.SignPubKeyHash(unsigned, 0, new TxOutput(new Amount(value), _chain.Miner.Script), _chain.Miner) }], unsigned.Outputs);

        Judge(SignedFor(Value)).ShouldBeNull();
        Judge(SignedFor(Value - (4 * (Value / 10)))).ShouldBe(RejectTable.MandatoryScriptFailure);
    }

    [Fact]
    public void A_renewal_spends_the_old_coin_and_pays_anew_with_exact_credit()
    {
        var old = Pay(10);
        _chain.MineMany(2);
        var left = EscrowRules.Worth(_chain.Coins.Find(old)!.Value, _chain.Height + 1);
        var renewal = TestTransactions.Pay(
            [(old, _chain.Coins.Find(old)!.Value.Output)], [_chain.Miner],
            [TestTransactions.MemoOutput(TestTransactions.EscrowMemo("app", 30)), new TxOutput(left, TestTransactions.EscrowScript)]);
        _chain.Mine(renewal);

        _chain.Coins.Find(old).ShouldBeNull();
        _chain.Coins.Find(new OutPoint(renewal.Id, 1))!.Value.ShouldBe(new Coin(new TxOutput(left, _chain.Miner.Script), _chain.Height, false, 30));
    }

    [Fact]
    public void A_P2SH_payer_owns_the_coin_as_a_whole()
    {
        var redeem = new Script([(byte)Opcode.Op1]);
        var home = new TxOutput(new Amount(Value), ScriptBuilder.PayToScriptHash(Hash160.Of(redeem.Bytes)));
        var coin = _chain.Spendable(_chain.Miner)[0];
        var fund = TestTransactions.Pay([coin], [_chain.Miner], [home]);
        _chain.Mine(fund);
        var pay = TestTransactions.Unsigned(
            [new TxInput(new OutPoint(fund.Id, 0), new ScriptBuilder().Data(redeem.Bytes).ToScript(), TxInput.FinalSequence)],
            [new TxOutput(home.Value, TestTransactions.EscrowScript), TestTransactions.MemoOutput(TestTransactions.EscrowMemo("app", 5))]);
        _chain.Mine(pay);

        _chain.Coins.Find(new OutPoint(pay.Id, 0))!.Value.Output.ShouldBe(home);
    }

    [Fact]
    public void Rejects_a_payment_that_is_not_exactly_of_the_form()
    {
        var hash = TestTransactions.EscrowMemo("app", null);
        Judge(Payment(memo: $"{hash}.5")).ShouldBeNull();
        string?[] bad = [null, "", "hello", hash[1..], hash.ToUpperInvariant(), $"{hash}.", $"{hash}.0", $"{hash}.05", $"{hash}.-5", $"{hash}.5x", $"{hash} ", $"{hash}.12345678"];
        foreach (var memo in bad) Judge(Payment(memo)).ShouldBe(RejectTable.BadEscrow, memo ?? "no memo");
    }

    [Fact]
    public void Rejects_two_payments_or_two_memos_in_one_transaction()
    {
        var payment = new TxOutput(new Amount(Value), TestTransactions.EscrowScript);
        var memo = TestTransactions.MemoOutput(TestTransactions.EscrowMemo("app", 5));

        Judge(From(payment, payment, memo)).ShouldBe(RejectTable.BadEscrow);
        Judge(From(payment, memo, memo)).ShouldBe(RejectTable.BadEscrow);
        Judge(From(payment, memo, TestTransactions.MemoOutput("and a word"))).ShouldBe(RejectTable.BadEscrow);
        Judge(From(payment, memo with { ScriptPubKey = new Script([.. memo.ScriptPubKey.Bytes, 1, 7]) })).ShouldBe(RejectTable.BadEscrow);
    }

    [Fact]
    public void Rejects_less_than_one_satoshi_per_block()
    {
        Transaction Of(long value) => From(new TxOutput(new Amount(value), TestTransactions.EscrowScript), TestTransactions.MemoOutput(TestTransactions.EscrowMemo("app", 1_000)));

        Judge(Of(999)).ShouldBe(RejectTable.BadEscrow);
        Judge(Of(1_000)).ShouldBeNull();
    }

    [Fact]
    public void Rejects_a_payer_that_is_neither_P2PKH_nor_P2SH()
    {
        var bare = new TxOutput(new Amount(Value), new Script([(byte)Opcode.Op1]));
        var coin = _chain.Spendable(_chain.Miner)[0];
        var fund = TestTransactions.Pay([coin], [_chain.Miner], [bare]);
        _chain.Mine(fund);
        var pay = TestTransactions.Unsigned(
            [new TxInput(new OutPoint(fund.Id, 0), Script.Empty, TxInput.FinalSequence)],
            [bare with { ScriptPubKey = TestTransactions.EscrowScript }, TestTransactions.MemoOutput(TestTransactions.EscrowMemo("app", 5))]);

        Judge(pay).ShouldBe(RejectTable.BadEscrow);
    }

    [Fact]
    public void Rejects_a_coinbase_that_pays_the_escrow_address()
    {
        var draft = _chain.Draft();
        var outputs = draft.CoinbaseOutputs.SetItem(0, draft.CoinbaseOutputs[0] with { ScriptPubKey = TestTransactions.EscrowScript });

        _chain.Judge((draft with { CoinbaseOutputs = outputs }).Seal()).Reject.ShouldBe(RejectTable.BadEscrow);
    }

    private OutPoint Pay(int blocks) => new(_chain.Mine(Payment(TestTransactions.EscrowMemo("app", blocks))).Transactions[1].Id, 0);

    private Transaction Payment(string? memo) => memo is null
        ? From(new TxOutput(new Amount(Value), TestTransactions.EscrowScript))
        : From(new TxOutput(new Amount(Value), TestTransactions.EscrowScript), TestTransactions.MemoOutput(memo));

    private Transaction From(params ImmutableArray<TxOutput> outputs)
    {
        var coin = _chain.Spendable(_chain.Miner)[0];
        var change = coin.Output.Value.Satoshis - outputs.Sum(output => output.Value.Satoshis);
        return TestTransactions.Pay([coin], [_chain.Miner], outputs.Add(new TxOutput(new Amount(change), _chain.Miner.Script)));
    }

    private Transaction Spend(OutPoint outPoint, long value) =>
        TestTransactions.Pay([(outPoint, new TxOutput(new Amount(Value), _chain.Miner.Script))], [_chain.Miner], [new TxOutput(new Amount(value), TestKey.Of("elsewhere").Script)]);

    private Reject? Judge(Transaction transaction) => _chain.Judge((_chain.Draft() with { Transactions = [transaction] }).Seal()).Reject;
}
