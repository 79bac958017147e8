using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Transactions.Policy;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using static Flux.Consensus.Tests.Transactions.SampleTransactions;

namespace Flux.Consensus.Tests.Transactions.Policy;

public sealed class StandardSpendTests
{
    private static readonly Network Network = TestNetworks.Recorded with { RequiresStandard = true };
    private static readonly ReadOnlyMemory<byte> Key = (byte[])[2, .. new byte[32]];

    [Fact]
    public void Takes_exactly_the_arguments_of_the_spent_script()
    {
        Judge(Pushes(1), ScriptBuilder.PayToPubKey(Key.Span)).ShouldBeNull();
        Judge(Pushes(2), PayTo(1)).ShouldBeNull();
        Judge(Pushes(3), ScriptBuilder.Multisig(2, [Key, Key, Key])).ShouldBeNull();
    }

    [Fact]
    public void Refuses_surplus_or_missing_arguments()
    {
        Judge(Pushes(3), PayTo(1)).ShouldBe(RejectTable.NonstandardInputs);
        Judge(Pushes(1), PayTo(1)).ShouldBe(RejectTable.NonstandardInputs);
        Judge(Pushes(0), PayToHash(PayTo(1))).ShouldBe(RejectTable.NonstandardInputs);
    }

    [Fact]
    public void Refuses_spending_an_unknown_shape()
    {
        Judge(Pushes(0), new Script([0x51])).ShouldBe(RejectTable.NonstandardInputs);
        Judge(new Script([0x01]), PayTo(1)).ShouldBe(RejectTable.NonstandardInputs);
    }

    [Fact]
    public void Looks_into_redeem_scripts()
    {
        var inner = ScriptBuilder.Multisig(1, [Key]);
        var data = ScriptBuilder.NullData([1]);

        Judge(Pushes(2, inner), PayToHash(inner)).ShouldBeNull();
        Judge(Pushes(3, inner), PayToHash(inner)).ShouldBe(RejectTable.NonstandardInputs);
        Judge(Pushes(1, data), PayToHash(data)).ShouldBe(RejectTable.NonstandardInputs);
    }

    [Fact]
    public void Takes_unknown_redeem_scripts_of_up_to_15_signature_operations()
    {
        var fifteen = CheckSigs(15);
        var sixteen = CheckSigs(16);

        Judge(Pushes(9, fifteen), PayToHash(fifteen)).ShouldBeNull();
        Judge(Pushes(9, sixteen), PayToHash(sixteen)).ShouldBe(RejectTable.NonstandardInputs);
    }

    [Fact]
    public void Counts_a_multisig_of_a_redeem_script_by_its_keys()
    {
        var twoOfThem = new ScriptBuilder().Op(Opcode.Op1).Op(Opcode.CheckMultisig).Op(Opcode.Op1).Op(Opcode.CheckMultisig).ToScript();

        Judge(Pushes(9, twoOfThem), PayToHash(twoOfThem)).ShouldBeNull();
    }

    [Fact]
    public void Refuses_more_than_a_fifth_of_a_blocks_signature_operations()
    {
        var inner = CheckSigs(4);
        var spent = new Coin(new TxOutput(Amount.Zero, PayToHash(inner)), 1, false);

        Sigops(3996).IsOk.ShouldBeTrue();
        Sigops(3997).Reject.ShouldBe(RejectTable.LooseTooManySigOps);
        Sigops(3997).Detail.ShouldBe("4001 signature operations");

        Verdict Sigops(int inOutputs) => StandardPolicy.CheckSpends(
            TestNetworks.Recorded,
            Ordinary(inputs: [InputOf(1) with { ScriptSig = Pushes(0, inner) }], outputs: [new(Amount.Zero, CheckSigs(inOutputs))]),
            [spent]);
    }

    private static Script PayToHash(Script inner) => ScriptBuilder.PayToScriptHash(Hash160.Of(inner.Bytes));

    private static Script CheckSigs(int count) => new([.. Enumerable.Repeat((byte)Opcode.CheckSig, count)]);

    private static Script Pushes(int count, Script? last = null)
    {
        var builder = new ScriptBuilder();
        for (var i = 0; i < count; i++) builder.Data([(byte)i]);
        if (last is { } script) builder.Data(script.Bytes);
        return builder.ToScript();
    }

    private static Reject? Judge(Script scriptSig, Script spent)
    {
        var transaction = Ordinary(inputs: [InputOf(1) with { ScriptSig = scriptSig }]);
        return StandardPolicy.CheckSpends(Network, transaction, [new Coin(new TxOutput(Amount.Zero, spent), 1, false)]).Reject;
    }
}
