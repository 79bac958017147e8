using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Transactions.Policy;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using static Flux.Consensus.Tests.Transactions.SampleTransactions;

namespace Flux.Consensus.Tests.Transactions.Policy;

public sealed class StandardPolicyTests
{
    private const int Next = 200;

    private static readonly Network Network = TestNetworks.Recorded with { RequiresStandard = true };

    [Fact]
    public void Takes_a_plain_payment_with_a_memo() => Judge(Ordinary(outputs: [OutputOf(1000), Data(80)])).ShouldBeNull();

    [Fact]
    public void Refuses_a_loose_coinbase() => Judge(Coinbase()).ShouldBe(RejectTable.LooseCoinbase);

    [Fact]
    public void Refuses_what_expires_within_three_blocks()
    {
        Judge(Ordinary(expiry: Next + 3)).ShouldBeNull();
        Judge(Ordinary(expiry: Next + 2)).ShouldBe(RejectTable.ExpiringSoon);
        StandardPolicy.CheckLoose(Network, Ordinary(expiry: 202), Next, 0, new()).ToString()
            .ShouldBe("tx-expiring-soon: expiryheight is 202 but should be at least 203 to avoid transaction expiring soon");
    }

    [Fact]
    public void Refuses_what_is_not_final() =>
        Judge(Ordinary(inputs: [InputOf(1) with { Sequence = 0 }], lockTime: Next)).ShouldBe(RejectTable.LooseNotFinal);

    [Fact]
    public void Refuses_other_versions_than_the_eras_own()
    {
        Judge(Ordinary(3, group: Transaction.OverwinterGroup)).ShouldBe(RejectTable.NonstandardSaplingVersion);
        StandardPolicy.Check(Network, Ordinary(3, overwintered: false), 100, new()).Reject.ShouldBe(RejectTable.NonstandardVersion);
        StandardPolicy.Check(Network, Ordinary(2, overwintered: false), 100, new()).IsOk.ShouldBeTrue();
        StandardPolicy.Check(Network, Start(), 100, new()).IsOk.ShouldBeTrue();
    }

    [Fact]
    public void Refuses_a_scriptSig_above_1650_bytes()
    {
        Judge(Ordinary(inputs: [InputOf(1) with { ScriptSig = new(new byte[1650]) }])).ShouldBeNull();
        Judge(Ordinary(inputs: [InputOf(1) with { ScriptSig = new(new byte[1651]) }])).ShouldBe(RejectTable.NonstandardScriptSigSize);
    }

    [Fact]
    public void Refuses_a_scriptSig_that_does_more_than_push() =>
        Judge(Ordinary(inputs: [InputOf(1) with { ScriptSig = new([0x61]) }])).ShouldBe(RejectTable.NonstandardScriptSig);

    [Fact]
    public void Refuses_output_scripts_of_no_known_shape()
    {
        Judge(Ordinary(outputs: [new(new Amount(1000), new([0x51]))])).ShouldBe(RejectTable.NonstandardScriptPubKey);
        Judge(Ordinary(outputs: [new(new Amount(1000), MultisigOf(4))])).ShouldBe(RejectTable.NonstandardScriptPubKey);
        Judge(Ordinary(outputs: [Data(81)])).ShouldBe(RejectTable.NonstandardScriptPubKey);
    }

    [Fact]
    public void Refuses_bare_multisig_where_the_operator_does()
    {
        var transaction = Ordinary(outputs: [new(new Amount(1000), MultisigOf(3))]);

        Judge(transaction).ShouldBeNull();
        StandardPolicy.Check(Network, transaction, Next, new() { PermitBareMultisig = false }).Reject.ShouldBe(RejectTable.NonstandardBareMultisig);
    }

    [Fact]
    public void Refuses_dust_which_is_below_54_satoshi_for_a_key_hash()
    {
        Judge(Ordinary(outputs: [OutputOf(54)])).ShouldBeNull();
        Judge(Ordinary(outputs: [OutputOf(53)])).ShouldBe(RejectTable.NonstandardDust);
        StandardPolicy.DustThreshold(Data(10), FeeRate.DefaultRelay).ShouldBe(Amount.Zero);
    }

    [Fact]
    public void Dust_is_three_times_the_price_of_the_output_and_of_its_spending_in_148_bytes()
    {
        var rate = new FeeRate(1000);

        StandardPolicy.DustThreshold(OutputOf(0), rate).ShouldBe(new Amount(546));
        StandardPolicy.DustThreshold(new TxOutput(Amount.Zero, default), rate).ShouldBe(new Amount(3 * (8 + 1 + 148)));
        StandardPolicy.DustThreshold(new TxOutput(Amount.Zero, new(new byte[10_000])), rate).ShouldBe(new Amount(3 * (8 + 3 + 10_000 + 148)));
        StandardPolicy.DustThreshold(new TxOutput(Amount.Zero, new(new byte[10_001])), rate).ShouldBe(Amount.Zero);
    }

    [Fact]
    public void Names_the_version_before_the_scriptSig_and_that_before_the_outputs()
    {
        TxInput bad = InputOf(1) with { ScriptSig = new([0x61]) };

        Judge(Ordinary(3, group: Transaction.OverwinterGroup, inputs: [bad])).ShouldBe(RejectTable.NonstandardSaplingVersion);
        Judge(Ordinary(inputs: [bad], outputs: [OutputOf(1)])).ShouldBe(RejectTable.NonstandardScriptSig);
    }

    [Fact]
    public void Refuses_memos_that_are_longer_than_the_operator_wants()
    {
        StandardPolicy.Check(Network, Ordinary(outputs: [Data(40)]), Next, new() { LongestMemo = 40 }).IsOk.ShouldBeTrue();
        StandardPolicy.Check(Network, Ordinary(outputs: [Data(41)]), Next, new() { LongestMemo = 40 }).Reject.ShouldBe(RejectTable.NonstandardScriptPubKey);
        StandardPolicy.Check(Network, Ordinary(outputs: [Data(0)]), Next, new() { LongestMemo = 0 }).IsOk.ShouldBeTrue();
        StandardPolicy.Check(Network, Ordinary(outputs: [Data(0)]), Next, new() { LongestMemo = null }).Reject.ShouldBe(RejectTable.NonstandardScriptPubKey);
    }

    [Fact]
    public void Refuses_two_memos() => Judge(Ordinary(outputs: [Data(1), Data(2)])).ShouldBe(RejectTable.NonstandardDataOutputs);

    [Fact]
    public void Takes_anything_final_where_standardness_is_off() =>
        StandardPolicy.CheckLoose(TestNetworks.Recorded, Ordinary(outputs: [OutputOf(1)]), Next, 0, new()).IsOk.ShouldBeTrue();

    private static TxOutput Data(int bytes) => new(Amount.Zero, ScriptBuilder.NullData(new byte[bytes]));

    private static Script MultisigOf(int keys) =>
        ScriptBuilder.Multisig(1, [.. Enumerable.Range(0, keys).Select(_ => (ReadOnlyMemory<byte>)(byte[])[2, .. new byte[32]])]);

    private static Reject? Judge(Transaction transaction) => StandardPolicy.CheckLoose(Network, transaction, Next, 0, new()).Reject;
}
