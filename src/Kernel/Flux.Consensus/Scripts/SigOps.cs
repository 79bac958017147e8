using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Scripts;

/// <summary>Counts signature operations, which blocks and the pool limit (chain reference §7).</summary>
public static class SigOps
{
    /// <summary>Count of a CHECKMULTISIG whose number of keys is not looked at.</summary>
    public const int PerMultisig = 20;

    /// <summary>All scriptSigs and output scripts, each CHECKMULTISIG as 20. Coinbases count, too.</summary>
    public static int Legacy(Transaction transaction)
    {
        var count = 0;
        foreach (ref readonly var input in transaction.Inputs.AsSpan()) count += Of(input.ScriptSig.Bytes, accurate: false);
        foreach (ref readonly var output in transaction.Outputs.AsSpan()) count += Of(output.ScriptPubKey.Bytes, accurate: false);
        return count;
    }

    /// <summary>
    /// The redeem script of one input, each CHECKMULTISIG as the number of keys before it; 0 when the spent script is no script hash or
    /// scriptSig is not push-only.
    /// </summary>
    public static int OfRedeemScript(Script scriptSig, Script spentScript)
    {
        if (!ScriptTemplate.IsPayToScriptHash(spentScript.Bytes)) return 0;
        var reader = scriptSig.Operations;
        ReadOnlySpan<byte> last = default;
        while (!reader.IsAtEnd)
        {
            if (!reader.MoveNext() || !reader.IsPush) return 0;
            last = reader.Data;
        }
        return Of(last, accurate: true);
    }

    /// <summary>One script, up to its end or the first truncated push.</summary>
    public static int Of(ReadOnlySpan<byte> script, bool accurate)
    {
        var count = 0;
        var previous = (Opcode)0xff;
        var reader = new ScriptReader(script);
        while (reader.MoveNext())
        {
            count += reader.Code switch
            {
                Opcode.CheckSig or Opcode.CheckSigVerify => 1,
                Opcode.CheckMultisig or Opcode.CheckMultisigVerify =>
                    accurate && previous is >= Opcode.Op1 and <= Opcode.Op16 ? previous - Opcode.Op1 + 1 : PerMultisig,
                _ => 0,
            };
            previous = reader.Code;
        }
        return count;
    }
}
