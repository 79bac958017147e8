using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Transactions;
using Flux.Primitives;
using Flux.Primitives.Shielded;
using static Flux.Consensus.Tests.Transactions.SampleTransactions;

namespace Flux.Consensus.Tests.Transactions;

public sealed class TransactionRulesTests
{
    private static readonly long Max = Amount.MaxMoney.Satoshis;

    [Fact]
    public void Accepts_a_plain_payment() => Accepts(Ordinary());

    [Fact]
    public void Accepts_a_coinbase_with_the_shortest_and_the_longest_script()
    {
        Accepts(Coinbase(2));
        Accepts(Coinbase(100));
        Accepts(Coinbase(shielded: new()));
    }

    [Fact]
    public void Rejects_version_zero() => Rejects(Ordinary(0, overwintered: false), RejectTable.TxVersionTooLow);

    [Fact]
    public void Rejects_overwintered_version_two() => Rejects(Ordinary(2), RejectTable.TxOverwinterVersionTooLow);

    [Fact]
    public void Rejects_an_unknown_group() => Rejects(Ordinary(group: 1), RejectTable.TxUnknownGroup);

    [Fact]
    public void Rejects_an_expiry_of_500_million()
    {
        Rejects(Ordinary(expiry: 500_000_000), RejectTable.TxExpiryTooHigh);
        Accepts(Ordinary(expiry: 499_999_999));
    }

    [Fact]
    public void Rejects_no_inputs()
    {
        Rejects(Ordinary(inputs: []), RejectTable.TxNoInputs);
        Rejects(Ordinary(inputs: [], shielded: new() { Outputs = [ShieldedOutput()] }), RejectTable.TxNoInputs);
    }

    [Fact]
    public void Rejects_no_outputs()
    {
        Rejects(Ordinary(outputs: []), RejectTable.TxNoOutputs);
        Rejects(Ordinary(outputs: [], shielded: new() { Spends = [Spend()] }), RejectTable.TxNoOutputs);
    }

    [Fact]
    public void Rejects_more_than_two_million_bytes()
    {
        var room = 2_000_000 - Ordinary(outputs: []).Size;
        // A script of n bytes costs 8 + 5 + n, its length above 65535 taking five bytes.
        Accepts(Ordinary(outputs: [new TxOutput(Amount.Zero, new(new byte[room - 13]))]));
        Rejects(Ordinary(outputs: [new TxOutput(Amount.Zero, new(new byte[room - 12]))]), RejectTable.TxOversize);
    }

    [Fact]
    public void Rejects_a_negative_output() => Rejects(Ordinary(outputs: [OutputOf(-1)]), RejectTable.TxOutputNegative);

    [Fact]
    public void Rejects_an_output_above_the_maximum()
    {
        Rejects(Ordinary(outputs: [OutputOf(Max + 1)]), RejectTable.TxOutputTooLarge);
        Rejects(Ordinary(outputs: [OutputOf(long.MaxValue)]), RejectTable.TxOutputTooLarge);
        Accepts(Ordinary(outputs: [OutputOf(Max)]));
    }

    [Fact]
    public void Rejects_a_total_above_the_maximum() => Rejects(Ordinary(outputs: [OutputOf(Max), OutputOf(1)]), RejectTable.TxOutputTotalTooLarge);

    [Fact]
    public void Rejects_the_same_input_twice() => Rejects(Ordinary(inputs: [InputOf(1), InputOf(2), InputOf(1)]), RejectTable.TxInputsDuplicate);

    [Fact]
    public void Rejects_coinbase_scripts_of_1_and_101_bytes()
    {
        Rejects(Coinbase(1), RejectTable.CoinbaseScriptLength);
        Rejects(Coinbase(101), RejectTable.CoinbaseScriptLength);
    }

    [Fact]
    public void Rejects_the_null_outpoint_beside_another_input() =>
        Rejects(Ordinary(inputs: [InputOf(1), new TxInput(OutPoint.Null, default, 0)]), RejectTable.TxPrevoutNull);

    [Fact]
    public void Rejects_shielded_parts_where_the_network_has_none()
    {
        var shielded = Ordinary(shielded: new() { Spends = [Spend()] });

        TransactionRules.Check(NetworkCatalog.Classic, shielded).Reject.ShouldBe(RejectTable.TxShieldedRefused);
        TransactionRules.Check(NetworkCatalog.Classic, Ordinary()).IsOk.ShouldBeTrue();
    }

    /// <summary>A transaction with several faults is refused for the first in fluxd's order, which peers and RPC callers see.</summary>
    [Fact]
    public void Names_the_first_fault_in_the_order_of_the_reference()
    {
        TxOutput negative = OutputOf(-1);
        JoinSplit[] twice = [JoinSplitOf(nullifier: 7), JoinSplitOf(nullifier: 7)];
        var unbalanced = new ShieldedParts { ValueBalance = new Amount(1), JoinSplits = [.. twice] };

        Rejects(Ordinary(0, overwintered: false, inputs: []), RejectTable.TxVersionTooLow);
        Rejects(Ordinary(inputs: [], outputs: []), RejectTable.TxNoInputs);
        Rejects(Ordinary(outputs: [negative, new TxOutput(Amount.Zero, new(new byte[2_000_000]))]), RejectTable.TxOversize);
        Rejects(Ordinary(outputs: [negative], shielded: unbalanced), RejectTable.TxOutputNegative);
        Rejects(Ordinary(inputs: [InputOf(1), InputOf(1)], shielded: unbalanced), RejectTable.TxValueBalanceNonzero);
        Rejects(Ordinary(inputs: [InputOf(1), InputOf(1)], shielded: new() { JoinSplits = [.. twice] }), RejectTable.TxInputsDuplicate);
        Rejects(
            Ordinary(inputs: [InputOf(1), new TxInput(OutPoint.Null, default, 0)], shielded: new() { JoinSplits = [.. twice] }),
            RejectTable.TxJoinSplitNullifiersDuplicate);
        TransactionRules.Check(NetworkCatalog.Classic, Ordinary(outputs: [negative], shielded: new() { Spends = [Spend()] })).Reject
            .ShouldBe(RejectTable.TxShieldedRefused);
    }

    private static void Accepts(Transaction transaction) => TransactionRules.Check(TestNetworks.Plain, transaction).ShouldBe(Verdict.Ok);

    private static void Rejects(Transaction transaction, Reject expected) => TransactionRules.Check(TestNetworks.Plain, transaction).Reject.ShouldBe(expected);
}
