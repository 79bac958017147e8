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
    }

    [Fact]
    public void Counts_what_leaves_and_enters_the_shielded_pools()
    {
        var leaving = Ordinary(inputs: [], shielded: new() { Spends = [Spend()], ValueBalance = new Amount(Amount.Coin) });
        var entering = Ordinary(outputs: [], shielded: new() { JoinSplits = [JoinSplitOf(publicOld: 5)] });

        Judge(leaving).ShouldBeNull();
        Judge(Ordinary(inputs: [], shielded: new() { Spends = [Spend()], ValueBalance = new Amount(Amount.Coin - 1) })).ShouldBe(RejectTable.TxInBelowOut);
        Judge(entering, CoinOf(5)).ShouldBeNull();
        Judge(entering, CoinOf(4)).ShouldBe(RejectTable.TxInBelowOut);
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

    private static Reject? Judge(Transaction transaction, params Coin[] spent) =>
        InputRules.Check(TestNetworks.Recorded, transaction, 200, spent, out _).Reject;
}
