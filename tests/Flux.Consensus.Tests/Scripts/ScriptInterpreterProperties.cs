using System.Collections.Concurrent;
using CsCheck;
using Flux.Consensus.Scripts;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Tests.Scripts;

public sealed class ScriptInterpreterProperties
{
    /// <summary>Small pushes and opcodes, so that many scripts get far, and now and then any byte.</summary>
    private static readonly Gen<byte[]> Operation = Gen.Frequency(
        (6, Gen.Byte[0x4f, 0xb9].Select(code => new[] { code })),
        (5, Gen.Byte[0x51, 0x60].Select(code => new[] { code })),
        (3, Gen.Byte.Array[0, 75].Select(data => (byte[])[(byte)data.Length, .. data])),
        (1, Gen.Byte.Array[1, 4]),
        (1, Gen.Byte.Array[76, 600].Select(data => new ScriptBuilder().Data(data).ToScript().Bytes.ToArray())));

    private static readonly Gen<Script> AnyScript = Operation.Array[0, 60].Select(parts => new Script([.. parts.SelectMany(part => part)]));

    [Fact]
    public void Never_throws_and_keeps_its_limits() =>
        Gen.Select(AnyScript, AnyScript, Gen.Int[0, 0x3ff]).Sample(
            (scriptSig, scriptPubKey, flags) =>
            {
                var checker = new CountingChecker();
                var error = ScriptInterpreter.Verify(scriptSig, scriptPubKey, (ScriptFlags)flags, checker);
                return Enum.IsDefined(error) && checker.Checked <= 3 * (ScriptLimits.MaxOperations + 1) && checker.LongestElement <= ScriptLimits.MaxElementBytes;
            },
            iter: 20_000);

    /// <summary>Scripts that pile up: mostly pushes, and copies. One operation adds at most three elements before the limit is looked at.</summary>
    [Fact]
    public void Never_holds_more_than_1000_elements()
    {
        var piling = Gen.Frequency(
            (20, Gen.Const(Opcode.Op1)), (1, Gen.Const(Opcode.Dup3)), (1, Gen.Const(Opcode.Dup2)), (1, Gen.Const(Opcode.Tuck)), (1, Gen.Const(Opcode.ToAltStack)));
        var outcomes = new ConcurrentBag<(ScriptError Error, int Count)>();
        piling.Array[400, 1200].Sample(
            codes =>
            {
                var stack = new ScriptStack();
                var script = new Script([(byte)Opcode.Op1, (byte)Opcode.Op1, (byte)Opcode.Op1, .. codes.Select(code => (byte)code)]);
                var error = new ScriptMachine(stack, script, ScriptFlags.Block, NoSignatureChecker.Instance).Run();
                outcomes.Add((error, stack.Count));
                return stack.Count <= ScriptLimits.MaxStackElements + (error == ScriptError.StackSize ? 3 : 0);
            },
            iter: 2_000);

        outcomes.ShouldContain(outcome => outcome.Error == ScriptError.StackSize);
        outcomes.ShouldContain(outcome => outcome.Error == ScriptError.Ok && outcome.Count > 900);
    }

    [Fact]
    public void Never_throws_on_any_bytes() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Byte.Array[0, 200]).Sample(
            (scriptSig, scriptPubKey) => Enum.IsDefined(
                ScriptInterpreter.Verify(new Script(scriptSig), new Script(scriptPubKey), ScriptFlags.Standard, new CountingChecker())),
            iter: 20_000);

    [Fact]
    public void Under_policy_flags_nothing_is_accepted_that_a_block_refuses() =>
        Gen.Select(AnyScript, AnyScript).Sample(
            (scriptSig, scriptPubKey) =>
                ScriptInterpreter.Verify(scriptSig, scriptPubKey, ScriptFlags.Standard, NoSignatureChecker.Instance) != ScriptError.Ok
                || ScriptInterpreter.Verify(scriptSig, scriptPubKey, ScriptFlags.Block, NoSignatureChecker.Instance) == ScriptError.Ok,
            iter: 20_000);

    [Fact]
    public void Counting_signature_operations_never_throws_and_is_at_most_20_a_byte() =>
        AnyScript.Sample(script => SigOps.Of(script.Bytes, accurate: false) <= 20 * script.Length
            && SigOps.Of(script.Bytes, accurate: true) <= SigOps.Of(script.Bytes, accurate: false));

    /// <summary>Good and bad signatures by turns.</summary>
    private sealed class CountingChecker : ISignatureChecker
    {
        public int Checked { get; private set; }

        public int LongestElement { get; private set; }

        public bool CheckSignature(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey, Script scriptCode)
        {
            LongestElement = Math.Max(LongestElement, Math.Max(signature.Length, publicKey.Length));
            return ++Checked % 2 == 0;
        }

        public bool CheckLockTime(long lockTime) => lockTime % 2 == 0;
    }
}
