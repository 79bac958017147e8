using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Transactions;
using Flux.Primitives;
using static Flux.Consensus.Tests.Transactions.SampleTransactions;

namespace Flux.Consensus.Tests.Transactions;

public sealed class InputRulesTests
{
    private static readonly Network ShieldsCoinbases = TestNetworks.Recorded with
    {
        Coinbase = TestNetworks.Recorded.Coinbase with { MustBeShieldedBeforeFlux = true },
    };

    [Fact]
    public void Says_the_fee()
    {
        var verdict = InputRules.Check(TestNetworks.Recorded, Ordinary(), 200, [CoinOf(Amount.Coin + 7)], out var fee);

        verdict.ShouldBe(Verdict.Ok);
        fee.ShouldBe(new Amount(7));
    }

    [Fact]
    public void Rejects_paying_more_than_is_spent()
    {
        Judge(Ordinary(), CoinOf(Amount.Coin - 1)).ShouldBe(RejectTable.TxInBelowOut);
        Judge(Ordinary(), CoinOf(Amount.Coin)).ShouldBeNull();
        InputRules.Check(TestNetworks.Recorded, Ordinary(), 200, [CoinOf(Amount.Coin - 1)], out _).ToString()
            .ShouldBe("bad-txns-in-belowout: value in 0.99999999, value out 1.00000000");
    }

    [Fact]
    public void Counts_an_escrow_coin_as_what_is_left_of_it()
    {
        // 1 FLUX and a half over 300 blocks from block 1: 100 blocks later a third is gone.
        var escrow = CoinOf(Amount.Coin * 3 / 2) with { EscrowBlocks = 300 };

        Judge(Ordinary(), 101, escrow).ShouldBeNull();
        Judge(Ordinary(), 102, escrow).ShouldBe(RejectTable.TxInBelowOut);
    }

    [Fact]
    public void Wants_a_coin_for_every_input() =>
        Should.Throw<ArgumentOutOfRangeException>(() => InputRules.Check(TestNetworks.Recorded, Ordinary(), 200, [], out _));

    [Fact]
    public void Counts_what_leaves_and_enters_the_shielded_pools()
    {
        var leaving = Ordinary(inputs: [], shielded: new() { Spends = [Spend()], ValueBalance = new Amount(Amount.Coin) });
        var entering = Ordinary(outputs: [], shielded: new() { JoinSplits = [JoinSplitOf(publicOld: 5)] });

        Judge(leaving).ShouldBeNull();
        Judge(Ordinary(inputs: [], shielded: new() { Spends = [Spend()], ValueBalance = new Amount(Amount.Coin - 1) })).ShouldBe(RejectTable.TxInBelowOut);
        Judge(entering, CoinOf(5)).ShouldBeNull();
        Judge(entering, CoinOf(4)).ShouldBe(RejectTable.TxInBelowOut);

        var fromSprout = Ordinary(inputs: [], shielded: new() { JoinSplits = [JoinSplitOf(publicNew: Amount.Coin)] });
        var toSapling = Ordinary(outputs: [], shielded: new() { Outputs = [ShieldedOutput()], ValueBalance = new Amount(-5) });
        Judge(fromSprout).ShouldBeNull();
        Judge(Ordinary(inputs: [], shielded: new() { JoinSplits = [JoinSplitOf(publicNew: Amount.Coin - 1)] })).ShouldBe(RejectTable.TxInBelowOut);
        Judge(toSapling, CoinOf(5)).ShouldBeNull();
        Judge(toSapling, CoinOf(4)).ShouldBe(RejectTable.TxInBelowOut);
    }

    [Fact]
    public void Rejects_inputs_above_the_maximum()
    {
        Judge(Ordinary(), CoinOf(Amount.MaxMoney.Satoshis + 1)).ShouldBe(RejectTable.TxInputValuesOutOfRange);
        Judge(Ordinary(inputs: [InputOf(1), InputOf(2)]), CoinOf(Amount.MaxMoney.Satoshis), CoinOf(1)).ShouldBe(RejectTable.TxInputValuesOutOfRange);
        var leaving = Ordinary(shielded: new() { Spends = [Spend()], ValueBalance = new Amount(1) });
        Judge(leaving, CoinOf(Amount.MaxMoney.Satoshis)).ShouldBe(RejectTable.TxInputValuesOutOfRange);
    }

    [Fact]
    public void Rejects_a_coinbase_of_99_blocks()
    {
        Judge(Ordinary(), CoinOf(Amount.Coin, height: 101, coinbase: true)).ShouldBe(RejectTable.TxPrematureCoinbaseSpend);
        Judge(Ordinary(), CoinOf(Amount.Coin, height: 100, coinbase: true)).ShouldBeNull();
        Judge(Ordinary(), CoinOf(Amount.Coin, height: 199)).ShouldBeNull();
    }

    [Fact]
    public void Rejects_a_coinbase_spent_to_transparent_outputs_before_the_Flux_upgrade()
    {
        Coin[] spent = [CoinOf(Amount.Coin, height: 1, coinbase: true)];

        InputRules.Check(ShieldsCoinbases, Ordinary(), 369, spent, out _).Reject.ShouldBe(RejectTable.TxCoinbaseSpendTransparent);
        InputRules.Check(ShieldsCoinbases, Ordinary(), 370, spent, out _).IsOk.ShouldBeTrue();
        InputRules.Check(ShieldsCoinbases, Ordinary(outputs: []), 369, spent, out _).IsOk.ShouldBeTrue();
    }

    private static Coin CoinOf(long satoshis, int height = 1, bool coinbase = false) => new(OutputOf(satoshis), height, coinbase);

    private static Reject? Judge(Transaction transaction, params Coin[] spent) => Judge(transaction, 200, spent);

    private static Reject? Judge(Transaction transaction, int height, params Coin[] spent) =>
        InputRules.Check(TestNetworks.Recorded, transaction, height, spent, out _).Reject;
}
