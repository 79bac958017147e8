using Flux.Consensus.Scripts;
using Flux.Fuzz.Engine;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Fuzz.Targets;

/// <summary>Two scripts, split by the first byte: the interpreter ends with a known error, and policy never accepts what a block refuses.</summary>
internal sealed class ScriptTarget : IFuzzTarget
{
    public string Name => "script";

    /// <summary>A script may push a thousand elements and hash two hundred times whatever its length.</summary>
    public long AllocationLimit(int length) => 1_000_000 + (128L * length);

    public IEnumerable<byte[]> Seeds()
    {
        yield return [3, 0x51, 0x52, 0x93, 0x53, 0x87];
        yield return [1, 0x51, 0x63, 0x52, 0x67, 0x53, 0x68];
        yield return [3, 0, 0, 0, 0xae];
        yield return [9, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x71, 0x72, 0x6b, 0x6c, 0x74, 0x79, 0x7a];
        yield return [2, 0x01, 0x51, .. ScriptBuilder.PayToScriptHash(Hash160.Of([0x51])).Bytes];
        yield return [11, 9, 0x30, 6, 2, 1, 1, 2, 1, 1, 1, 0x51, 0xac];
        yield return [1, 0x51, 0xb1];
    }

    public int Run(ReadOnlySpan<byte> input)
    {
        var split = input.IsEmpty ? 0 : Math.Min(input[0], input.Length - 1);
        var scriptSig = new Script(input.IsEmpty ? [] : input.Slice(1, split).ToArray());
        var scriptPubKey = new Script(input.IsEmpty ? [] : input[(1 + split)..].ToArray());
        var block = ScriptInterpreter.Verify(scriptSig, scriptPubKey, ScriptFlags.Block, HalfTrueChecker.Instance);
        var standard = ScriptInterpreter.Verify(scriptSig, scriptPubKey, ScriptFlags.Standard, HalfTrueChecker.Instance);
        OracleException.Require(Enum.IsDefined(block) && Enum.IsDefined(standard), "an unknown error");
        OracleException.Require(standard != ScriptError.Ok || block == ScriptError.Ok, "policy accepts what a block refuses");
        return Shape.Of(block, standard, Math.Min(scriptSig.Length / 8, 8), scriptPubKey.Length > 0 ? scriptPubKey.Bytes[^1] : 0);
    }

    /// <summary>A signature is good when its last byte is odd: pure, and both answers occur.</summary>
    private sealed class HalfTrueChecker : ISignatureChecker
    {
        public static HalfTrueChecker Instance { get; } = new();

        public bool CheckSignature(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey, Script scriptCode) => !signature.IsEmpty && (signature[^1] & 1) == 1;

        public bool CheckLockTime(long lockTime) => lockTime < 1000;
    }
}
