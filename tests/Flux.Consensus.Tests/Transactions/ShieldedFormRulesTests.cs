using Flux.Consensus.Rejects;
using Flux.Consensus.Transactions;
using Flux.Primitives;
using Flux.Primitives.Shielded;
using static Flux.Consensus.Tests.Transactions.SampleTransactions;

namespace Flux.Consensus.Tests.Transactions;

public sealed class ShieldedFormRulesTests
{
    private static readonly long Max = Amount.MaxMoney.Satoshis;

    [Fact]
    public void Accepts_a_transaction_with_shielded_inputs_or_outputs_only()
    {
        Accepts(new() { Spends = [Spend()], ValueBalance = new Amount(Max) }, inputs: false);
        Accepts(new() { Outputs = [ShieldedOutput()] }, outputs: false);
        Accepts(new() { JoinSplits = [JoinSplitOf(publicNew: Max)] }, inputs: false, outputs: false);
    }

    [Fact]
    public void Rejects_a_value_balance_without_spends_or_outputs()
    {
        Rejects(new() { ValueBalance = new Amount(1) }, RejectTable.TxValueBalanceNonzero);
        Rejects(new() { ValueBalance = new Amount(-1) }, RejectTable.TxValueBalanceNonzero);
        Rejects(new() { ValueBalance = new Amount(long.MinValue) }, RejectTable.TxValueBalanceNonzero);
    }

    [Fact]
    public void Rejects_a_value_balance_above_the_maximum_either_way()
    {
        Rejects(new() { Spends = [Spend()], ValueBalance = new Amount(Max + 1) }, RejectTable.TxValueBalanceTooLarge);
        Rejects(new() { Outputs = [ShieldedOutput()], ValueBalance = new Amount(-Max - 1) }, RejectTable.TxValueBalanceTooLarge);
        Rejects(new() { Outputs = [ShieldedOutput()], ValueBalance = new Amount(long.MinValue) }, RejectTable.TxValueBalanceTooLarge);
    }

    [Fact]
    public void Counts_what_enters_the_pools_as_paid()
    {
        Rejects(new() { Outputs = [ShieldedOutput()], ValueBalance = new Amount(-Max) }, RejectTable.TxOutputTotalTooLarge);
        Rejects(new() { JoinSplits = [JoinSplitOf(publicOld: Max)] }, RejectTable.TxOutputTotalTooLarge);
        Accepts(new() { JoinSplits = [JoinSplitOf(publicOld: Max - Amount.Coin)] });
        Accepts(new() { Outputs = [ShieldedOutput()], ValueBalance = new Amount(Amount.Coin - Max) });
    }

    [Fact]
    public void Rejects_more_than_the_maximum_out_of_the_pools()
    {
        Rejects(new() { JoinSplits = [JoinSplitOf(publicNew: Max), JoinSplitOf(publicNew: 1, nullifier: 2)] }, RejectTable.TxInputTotalTooLarge);
        Rejects(
            new() { JoinSplits = [JoinSplitOf(publicNew: 1)], Spends = [Spend()], ValueBalance = new Amount(Max) }, RejectTable.TxInputTotalTooLarge);
    }

    [Fact]
    public void Rejects_negative_values_of_a_JoinSplit()
    {
        Rejects(new() { JoinSplits = [JoinSplitOf(publicOld: -1)] }, RejectTable.TxPublicOldNegative);
        Rejects(new() { JoinSplits = [JoinSplitOf(publicNew: -1)] }, RejectTable.TxPublicNewNegative);
    }

    [Fact]
    public void Rejects_values_of_a_JoinSplit_above_the_maximum()
    {
        Rejects(new() { JoinSplits = [JoinSplitOf(publicOld: Max + 1)] }, RejectTable.TxPublicOldTooLarge);
        Rejects(new() { JoinSplits = [JoinSplitOf(publicNew: Max + 1)] }, RejectTable.TxPublicNewTooLarge);
    }

    [Fact]
    public void Rejects_a_JoinSplit_that_takes_and_gives() =>
        Rejects(new() { JoinSplits = [JoinSplitOf(1, 1)] }, RejectTable.TxPublicBothNonzero);

    [Fact]
    public void Rejects_a_Sprout_note_spent_twice() =>
        Rejects(new() { JoinSplits = [JoinSplitOf(nullifier: 7), JoinSplitOf(nullifier: 7)] }, RejectTable.TxJoinSplitNullifiersDuplicate);

    [Fact]
    public void Rejects_a_Sapling_note_spent_twice() =>
        Rejects(new() { Spends = [Spend(7), Spend(8), Spend(7)] }, RejectTable.TxSpendNullifiersDuplicate);

    [Fact]
    public void Rejects_a_shielded_coinbase()
    {
        Judge(Coinbase(shielded: new() { JoinSplits = [JoinSplitOf()] })).ShouldBe(RejectTable.CoinbaseHasJoinSplits);
        Judge(Coinbase(shielded: new() { Spends = [Spend()] })).ShouldBe(RejectTable.CoinbaseHasSpends);
        Judge(Coinbase(shielded: new() { Outputs = [ShieldedOutput()] })).ShouldBe(RejectTable.CoinbaseHasOutputs);
    }

    private static void Accepts(ShieldedParts parts, bool inputs = true, bool outputs = true) =>
        Judge(Ordinary(inputs: inputs ? null : [], outputs: outputs ? null : [], shielded: parts)).ShouldBeNull();

    private static void Rejects(ShieldedParts parts, Reject expected) => Judge(Ordinary(shielded: parts)).ShouldBe(expected);

    private static Reject? Judge(Transaction transaction) => TransactionRules.Check(TestNetworks.Plain, transaction).Reject;
}
