using Flux.Consensus.Scripts;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using static Flux.Consensus.Tests.Transactions.SampleTransactions;

namespace Flux.Consensus.Tests.Scripts;

public sealed class SigOpsTests
{
    [Theory]
    [InlineData("CHECKSIG", 1, 1)]
    [InlineData("CHECKSIGVERIFY CHECKSIG", 2, 2)]
    [InlineData("2 0 0 3 CHECKMULTISIG", 20, 3)]
    [InlineData("1 CHECKMULTISIG", 20, 1)]
    [InlineData("16 CHECKMULTISIGVERIFY", 20, 16)]
    [InlineData("0 CHECKMULTISIG", 20, 20)]
    [InlineData("3 NOP CHECKMULTISIG", 20, 20)]
    [InlineData("CHECKSIG 0x05 0xac CHECKSIG", 1, 1)]
    [InlineData("0x01 0xac CHECKSIG", 1, 1)]
    [InlineData("", 0, 0)]
    public void Counts(string script, int legacy, int accurate)
    {
        SigOps.Of(ScriptText.Parse(script).Bytes, accurate: false).ShouldBe(legacy);
        SigOps.Of(ScriptText.Parse(script).Bytes, accurate: true).ShouldBe(accurate);
    }

    [Fact]
    public void Counts_inputs_and_outputs_of_a_transaction()
    {
        var transaction = Ordinary(
            inputs: [InputOf(1) with { ScriptSig = ScriptText.Parse("CHECKSIG 2 CHECKMULTISIG") }],
            outputs: [OutputOf(1), new TxOutput(Amount.Zero, ScriptText.Parse("1 CHECKMULTISIG"))]);

        SigOps.Legacy(transaction).ShouldBe(42);
    }

    [Fact]
    public void Counts_the_redeem_script_that_the_last_push_holds()
    {
        var inner = ScriptText.Parse("2 0 0 2 CHECKMULTISIG CHECKSIG");
        var outer = ScriptBuilder.PayToScriptHash(Hash160.Of(inner.Bytes));

        SigOps.OfRedeemScript(new ScriptBuilder().Number(0).Data(inner.Bytes).ToScript(), outer).ShouldBe(3);
        SigOps.OfRedeemScript(new ScriptBuilder().Data(inner.Bytes).Number(1).ToScript(), outer).ShouldBe(0);
        SigOps.OfRedeemScript(new ScriptBuilder().Op(Opcode.Nop).Data(inner.Bytes).ToScript(), outer).ShouldBe(0);
        SigOps.OfRedeemScript(new Script([0x02]), outer).ShouldBe(0);
        SigOps.OfRedeemScript(new ScriptBuilder().Data(inner.Bytes).ToScript(), inner).ShouldBe(0);
    }
}
