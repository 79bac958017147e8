using Flux.Consensus.Scripts;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Tests.Scripts;

/// <summary>One test per limit and per oddity of the language; the bulk is in <see cref="ScriptVectors"/>.</summary>
public sealed class ScriptInterpreterTests
{
    [Theory]
    [InlineData("1", ScriptError.Ok)]
    [InlineData("0", ScriptError.EvalFalse)]
    [InlineData("0x01 0x80", ScriptError.EvalFalse)]
    [InlineData("0x02 0x0080", ScriptError.EvalFalse)]
    [InlineData("0x02 0x8000", ScriptError.Ok)]
    [InlineData("", ScriptError.EvalFalse)]
    [InlineData("RETURN", ScriptError.OpReturn)]
    [InlineData("1 0 VERIFY", ScriptError.Verify)]
    [InlineData("1 1 2 EQUALVERIFY", ScriptError.EqualVerify)]
    [InlineData("1 1 2 NUMEQUALVERIFY", ScriptError.NumEqualVerify)]
    [InlineData("1 0 0 CHECKSIGVERIFY", ScriptError.CheckSigVerify)]
    [InlineData("1 0 0 1 0x01 0x02 1 CHECKMULTISIGVERIFY", ScriptError.CheckMultisigVerify)]
    [InlineData("0 0 0 -1 CHECKMULTISIG", ScriptError.PublicKeyCount)]
    [InlineData("0 0 0 21 CHECKMULTISIG", ScriptError.PublicKeyCount)]
    [InlineData("0 -1 0 CHECKMULTISIG", ScriptError.SignatureCount)]
    [InlineData("0 1 0 CHECKMULTISIG", ScriptError.SignatureCount)]
    [InlineData("0 0 CHECKMULTISIG", ScriptError.InvalidStackOperation)]
    [InlineData("0 0 0 CHECKMULTISIG", ScriptError.Ok)]
    [InlineData("-1 CHECKMULTISIG", ScriptError.PublicKeyCount)]
    [InlineData("2 0 1 CHECKMULTISIG", ScriptError.SignatureCount)]
    [InlineData("0 0 1 0x01 0x02 1 CHECKMULTISIG DEPTH 1 EQUALVERIFY NOT", ScriptError.Ok)]
    [InlineData("1 0 2 WITHIN DEPTH 1 EQUALVERIFY", ScriptError.Ok)]
    [InlineData("FROMALTSTACK", ScriptError.InvalidAltStackOperation)]
    [InlineData("1 IF 1", ScriptError.UnbalancedConditional)]
    [InlineData("1 ELSE", ScriptError.UnbalancedConditional)]
    [InlineData("1 ENDIF", ScriptError.UnbalancedConditional)]
    [InlineData("IF ENDIF", ScriptError.UnbalancedConditional)]
    [InlineData("0 IF ELSE ELSE 0 ELSE ENDIF 1", ScriptError.Ok)]
    [InlineData("0 IF VERIF ENDIF 1", ScriptError.BadOpcode)]
    [InlineData("0 IF VER RESERVED 0xba ENDIF 1", ScriptError.Ok)]
    [InlineData("VER", ScriptError.BadOpcode)]
    [InlineData("0x02 0x01", ScriptError.BadOpcode)]
    [InlineData("0x05 0x0100000000 1ADD", ScriptError.UnknownError)]
    [InlineData("0x04 0xffffff7f 1ADD SIZE 5 EQUAL", ScriptError.Ok)]
    [InlineData("1 2 PICK", ScriptError.InvalidStackOperation)]
    [InlineData("1 -1 PICK", ScriptError.InvalidStackOperation)]
    [InlineData("1 2 3 2 ROLL DEPTH 3 EQUALVERIFY 1 EQUAL", ScriptError.Ok)]
    [InlineData("1 2 3 4 5 6 2ROT 2 EQUALVERIFY 1 EQUALVERIFY 6 EQUAL", ScriptError.Ok)]
    [InlineData("1 2 TUCK DEPTH 3 EQUALVERIFY 2 EQUALVERIFY 1 EQUALVERIFY 2 EQUAL", ScriptError.Ok)]
    public void Ends_with(string script, ScriptError expected) => Run(script).ShouldBe(expected);

    [Theory]
    [InlineData("CAT")]
    [InlineData("SUBSTR")]
    [InlineData("LEFT")]
    [InlineData("RIGHT")]
    [InlineData("INVERT")]
    [InlineData("AND")]
    [InlineData("OR")]
    [InlineData("XOR")]
    [InlineData("2MUL")]
    [InlineData("2DIV")]
    [InlineData("MUL")]
    [InlineData("DIV")]
    [InlineData("MOD")]
    [InlineData("LSHIFT")]
    [InlineData("RSHIFT")]
    [InlineData("CODESEPARATOR")]
    public void Refuses_a_disabled_opcode_even_where_it_is_not_executed(string name) =>
        Run($"0 IF {name} ENDIF 1").ShouldBe(ScriptError.DisabledOpcode);

    [Fact]
    public void Runs_201_operations_and_no_more()
    {
        Run("1 " + Repeat("NOP", 201)).ShouldBe(ScriptError.Ok);
        Run("1 " + Repeat("NOP", 202)).ShouldBe(ScriptError.OperationCount);
        Run("0 IF " + Repeat("NOP", 200) + " ENDIF 1").ShouldBe(ScriptError.OperationCount);
        Run("1 RESERVED").ShouldBe(ScriptError.BadOpcode);
        Run(Repeat("16", 202)).ShouldBe(ScriptError.Ok);
        Run("0 IF " + Repeat("RESERVED", 300) + " ENDIF 1").ShouldBe(ScriptError.Ok);
    }

    [Fact]
    public void Counts_the_keys_of_a_multisig_as_operations()
    {
        var multisig = "0 0 " + Repeat("0", 20) + " 20 CHECKMULTISIG DROP ";
        // Nine times 20 keys, CHECKMULTISIG and DROP are 198.
        Run(Repeat(multisig, 9) + Repeat("NOP", 3) + " 1").ShouldBe(ScriptError.Ok);
        Run(Repeat(multisig, 9) + Repeat("NOP", 4) + " 1").ShouldBe(ScriptError.OperationCount);
        Run(Repeat(multisig, 10) + " 1").ShouldBe(ScriptError.OperationCount);
    }

    [Fact]
    public void Holds_1000_elements_and_no_more()
    {
        Run(Repeat("1", 1000)).ShouldBe(ScriptError.Ok);
        Run(Repeat("1", 1001)).ShouldBe(ScriptError.StackSize);
        Run(Repeat("1", 999) + " TOALTSTACK 1").ShouldBe(ScriptError.Ok);
        Run(Repeat("1", 999) + " TOALTSTACK 1 1").ShouldBe(ScriptError.StackSize);
    }

    [Fact]
    public void Pushes_520_bytes_and_no_more()
    {
        Verify(new ScriptBuilder().Data(new byte[520]).Op(Opcode.Drop).Number(1).ToScript()).ShouldBe(ScriptError.Ok);
        Verify(new ScriptBuilder().Data(new byte[521]).Op(Opcode.Drop).Number(1).ToScript()).ShouldBe(ScriptError.PushSize);
        var unexecuted = new ScriptBuilder().Number(0).Op(Opcode.If).Data(new byte[521]).Op(Opcode.EndIf).Number(1).ToScript();
        Verify(unexecuted).ShouldBe(ScriptError.PushSize);
    }

    [Fact]
    public void Runs_10_000_bytes_and_no_more()
    {
        Verify(OfSize(10_000)).ShouldBe(ScriptError.Ok);
        Verify(OfSize(10_001)).ShouldBe(ScriptError.ScriptSize);

        static Script OfSize(int size)
        {
            var builder = new ScriptBuilder();
            for (var i = 0; i < 20; i++) builder.Data(new byte[490]);
            builder.Data(new byte[size - (20 * 493) - 3]).Number(1);
            builder.ToScript().Length.ShouldBe(size);
            return builder.ToScript();
        }
    }

    [Fact]
    public void A_script_hash_is_followed_only_under_its_flag_and_only_from_pushes()
    {
        var inner = new Script([(byte)Opcode.Op0]);
        var outer = ScriptBuilder.PayToScriptHash(Hash160.Of(inner.Bytes));
        var pushes = new ScriptBuilder().Data(inner.Bytes).ToScript();
        var work = new ScriptBuilder().Op(Opcode.Nop).Data(inner.Bytes).ToScript();

        Verify(pushes, outer, ScriptFlags.None).ShouldBe(ScriptError.Ok);
        Verify(pushes, outer, ScriptFlags.PayToScriptHash).ShouldBe(ScriptError.EvalFalse);
        Verify(work, outer, ScriptFlags.PayToScriptHash).ShouldBe(ScriptError.SignaturePushOnly);
    }

    [Theory]
    [InlineData(ScriptFlags.SignaturePushOnly, "NOP 1", "1", ScriptError.SignaturePushOnly)]
    [InlineData(ScriptFlags.MinimalData, "0x01 0x01", "1", ScriptError.MinimalData)]
    [InlineData(ScriptFlags.MinimalData, "0x4c 0x01 0x20", "1", ScriptError.MinimalData)]
    [InlineData(ScriptFlags.MinimalData, "0x01 0x81", "1", ScriptError.MinimalData)]
    [InlineData(ScriptFlags.MinimalData, "0x02 0x2000", "1ADD", ScriptError.UnknownError)]
    [InlineData(ScriptFlags.NullDummy, "1", "0 0 CHECKMULTISIG", ScriptError.SignatureNullDummy)]
    [InlineData(ScriptFlags.DiscourageUpgradableNops, "1", "NOP1", ScriptError.DiscourageUpgradableNops)]
    [InlineData(ScriptFlags.DiscourageUpgradableNops, "1", "NOP10", ScriptError.DiscourageUpgradableNops)]
    [InlineData(ScriptFlags.DiscourageUpgradableNops, "1", "NOP2", ScriptError.DiscourageUpgradableNops)]
    [InlineData(ScriptFlags.CleanStack | ScriptFlags.PayToScriptHash, "1 1", "NOP", ScriptError.CleanStack)]
    [InlineData(ScriptFlags.StrictEncoding, "0 0x01 0x02", "CHECKSIG", ScriptError.PublicKeyType)]
    [InlineData(ScriptFlags.CheckLockTimeVerify, "1", "CHECKLOCKTIMEVERIFY", ScriptError.UnsatisfiedLockTime)]
    public void Policy_flags_refuse_what_blocks_accept(ScriptFlags flags, string scriptSig, string scriptPubKey, ScriptError expected)
    {
        Verify(ScriptText.Parse(scriptSig), ScriptText.Parse(scriptPubKey), flags).ShouldBe(expected);
        Verify(ScriptText.Parse(scriptSig), ScriptText.Parse(scriptPubKey), ScriptFlags.None).ShouldBeOneOf(ScriptError.Ok, ScriptError.EvalFalse);
    }

    [Fact]
    public void Policy_flags_take_what_is_in_order()
    {
        Verify(ScriptText.Parse("0"), ScriptText.Parse("0 0 CHECKMULTISIG"), ScriptFlags.NullDummy).ShouldBe(ScriptError.Ok);
        byte[] compressed = [2, .. new byte[32]], uncompressed = [4, .. new byte[64]], hybrid = [6, .. new byte[64]];
        Verify(Keyed(compressed), ScriptText.Parse("CHECKSIG NOT"), ScriptFlags.StrictEncoding).ShouldBe(ScriptError.Ok);
        Verify(Keyed(uncompressed), ScriptText.Parse("CHECKSIG NOT"), ScriptFlags.StrictEncoding).ShouldBe(ScriptError.Ok);
        Verify(Keyed(hybrid), ScriptText.Parse("CHECKSIG NOT"), ScriptFlags.StrictEncoding).ShouldBe(ScriptError.PublicKeyType);

        static Script Keyed(byte[] key) => new ScriptBuilder().Number(0).Data(key).ToScript();
    }

    [Theory]
    [InlineData("3006020101020101", "01", ScriptError.EvalFalse)]
    [InlineData("3007020101020101", "01", ScriptError.SignatureDer)]
    [InlineData("3106020101020101", "01", ScriptError.SignatureDer)]
    [InlineData("3006030101020101", "01", ScriptError.SignatureDer)]
    [InlineData("3006020181020101", "01", ScriptError.SignatureDer)]
    [InlineData("300702020001020101", "01", ScriptError.SignatureDer)]
    [InlineData("300702020081020101", "01", ScriptError.EvalFalse)]
    [InlineData("3006020101030101", "01", ScriptError.SignatureDer)]
    [InlineData("3006020101020181", "01", ScriptError.SignatureDer)]
    [InlineData("300702010102020001", "01", ScriptError.SignatureDer)]
    [InlineData("30050200020101", "01", ScriptError.SignatureDer)]
    [InlineData("30060202010102", "01", ScriptError.SignatureDer)]
    public void Strict_DER_is_always_demanded(string der, string hashType, ScriptError expected)
    {
        var scriptSig = new ScriptBuilder().Data(Convert.FromHexString(der + hashType)).Data([2]).ToScript();

        Verify(scriptSig, new Script([(byte)Opcode.CheckSig]), ScriptFlags.None).ShouldBe(expected);
    }

    [Fact]
    public void A_high_S_is_refused_by_policy_only()
    {
        Check("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0").ShouldBe(ScriptError.EvalFalse);
        Check("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1").ShouldBe(ScriptError.SignatureHighS);
        // n itself is no S at all: libsecp256k1 reads it as zero, which is low.
        Check("00fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141").ShouldBe(ScriptError.EvalFalse);

        static ScriptError Check(string s)
        {
            var number = Convert.FromHexString(s);
            byte[] signature = [0x30, (byte)(5 + number.Length), 2, 1, 1, 2, (byte)number.Length, .. number, 1];
            return Verify(new ScriptBuilder().Data(signature).Data([2]).ToScript(), new Script([(byte)Opcode.CheckSig]), ScriptFlags.LowS);
        }
    }

    [Theory]
    [InlineData(ScriptError.Ok, "No error")]
    [InlineData(ScriptError.UnknownError, "unknown error")]
    [InlineData(ScriptError.SignatureHighS, "unknown error")]
    [InlineData(ScriptError.CleanStack, "unknown error")]
    [InlineData(ScriptError.EvalFalse, "Script evaluated without error but finished with a false/empty top stack element")]
    [InlineData(ScriptError.OpReturn, "OP_RETURN was encountered")]
    [InlineData(ScriptError.ScriptSize, "Script is too big")]
    [InlineData(ScriptError.PushSize, "Push value size limit exceeded")]
    [InlineData(ScriptError.OperationCount, "Operation limit exceeded")]
    [InlineData(ScriptError.StackSize, "Stack size limit exceeded")]
    [InlineData(ScriptError.SignatureCount, "Signature count negative or greater than pubkey count")]
    [InlineData(ScriptError.PublicKeyCount, "Pubkey count negative or limit exceeded")]
    [InlineData(ScriptError.Verify, "Script failed an OP_VERIFY operation")]
    [InlineData(ScriptError.EqualVerify, "Script failed an OP_EQUALVERIFY operation")]
    [InlineData(ScriptError.CheckMultisigVerify, "Script failed an OP_CHECKMULTISIGVERIFY operation")]
    [InlineData(ScriptError.CheckSigVerify, "Script failed an OP_CHECKSIGVERIFY operation")]
    [InlineData(ScriptError.NumEqualVerify, "Script failed an OP_NUMEQUALVERIFY operation")]
    [InlineData(ScriptError.BadOpcode, "Opcode missing or not understood")]
    [InlineData(ScriptError.DisabledOpcode, "Attempted to use a disabled opcode")]
    [InlineData(ScriptError.InvalidStackOperation, "Operation not valid with the current stack size")]
    [InlineData(ScriptError.InvalidAltStackOperation, "Operation not valid with the current altstack size")]
    [InlineData(ScriptError.UnbalancedConditional, "Invalid OP_IF construction")]
    [InlineData(ScriptError.NegativeLockTime, "Negative locktime")]
    [InlineData(ScriptError.UnsatisfiedLockTime, "Locktime requirement not satisfied")]
    [InlineData(ScriptError.SignatureHashType, "Signature hash type missing or not understood")]
    [InlineData(ScriptError.SignatureDer, "Non-canonical DER signature")]
    [InlineData(ScriptError.MinimalData, "Data push larger than necessary")]
    [InlineData(ScriptError.SignaturePushOnly, "Only non-push operators allowed in signatures")]
    [InlineData(ScriptError.SignatureNullDummy, "Dummy CHECKMULTISIG argument must be zero")]
    [InlineData(ScriptError.PublicKeyType, "Public key is neither compressed or uncompressed")]
    [InlineData(ScriptError.DiscourageUpgradableNops, "NOPx reserved for soft-fork upgrades")]
    public void Errors_have_the_words_of_the_reference(ScriptError error, string text) => ScriptErrorText.Of(error).ShouldBe(text);

    [Fact]
    public void Only_three_errors_have_no_words_of_their_own() =>
        Enum.GetValues<ScriptError>().Where(error => ScriptErrorText.Of(error) == "unknown error")
            .ShouldBe([ScriptError.UnknownError, ScriptError.SignatureHighS, ScriptError.CleanStack], ignoreOrder: true);

    private static string Repeat(string words, int count) => string.Join(' ', Enumerable.Repeat(words, count));

    private static ScriptError Run(string script) => Verify(ScriptText.Parse(script));

    private static ScriptError Verify(Script script) => Verify(default, script, ScriptFlags.None);

    private static ScriptError Verify(Script scriptSig, Script scriptPubKey, ScriptFlags flags) =>
        ScriptInterpreter.Verify(scriptSig, scriptPubKey, flags, NoSignatureChecker.Instance);
}
