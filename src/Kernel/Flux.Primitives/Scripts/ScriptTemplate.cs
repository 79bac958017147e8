using System.Collections.Immutable;

namespace Flux.Primitives.Scripts;

/// <summary>
/// The shape of an output script and what stands in its gaps, recognised as fluxd does: pushes may be of any length form except in P2SH,
/// keys are only measured (33–65 bytes).
/// </summary>
/// <param name="Kind">The shape.</param>
/// <param name="Items">Public key, key hash, script hash, or the keys of a multisig; empty otherwise.</param>
/// <param name="RequiredSignatures">m of a multisig; 1 for the other spendable shapes; 0 for the rest.</param>
public readonly record struct ScriptTemplate(ScriptKind Kind, ImmutableArray<ReadOnlyMemory<byte>> Items, int RequiredSignatures)
{
    private const int SmallestKey = 33;
    private const int LargestKey = 65;

    /// <summary>Most bytes of the one push after OP_RETURN.</summary>
    public const int MaxNullData = 80;

    /// <summary>Looks like a multisig, but its numbers do not fit: not standard, though RPC calls it <c>multisig</c>.</summary>
    public bool IsMalformedMultisig { get; init; }

    /// <summary>The name that RPC prints: <c>pubkeyhash</c>, <c>nonstandard</c>, ….</summary>
    public string Name => Kind switch
    {
        ScriptKind.PubKey => "pubkey",
        ScriptKind.PubKeyHash => "pubkeyhash",
        ScriptKind.ScriptHash => "scripthash",
        ScriptKind.Multisig => "multisig",
        ScriptKind.NonStandard when IsMalformedMultisig => "multisig",
        ScriptKind.NullData => "nulldata",
        _ => "nonstandard",
    };

    /// <summary>Recognises a script.</summary>
    public static ScriptTemplate Classify(Script script)
    {
        if (IsPayToScriptHash(script.Bytes)) return One(ScriptKind.ScriptHash, script.Memory.Slice(2, Hash160.Size));
        if (TryMatchPubKeyHash(script, out var hash)) return One(ScriptKind.PubKeyHash, hash);
        if (TryMatchPubKey(script, out var key)) return One(ScriptKind.PubKey, key);
        if (IsNullData(script)) return new ScriptTemplate(ScriptKind.NullData, [], 0);
        if (!TryMatchMultisig(script, out var required, out var count, out var keys)) return new ScriptTemplate(ScriptKind.NonStandard, [], 0);
        return required >= 1 && required <= count && count == keys.Length
            ? new ScriptTemplate(ScriptKind.Multisig, keys, required)
            : new ScriptTemplate(ScriptKind.NonStandard, [], 0) { IsMalformedMultisig = true };
    }

    /// <summary>HASH160, a direct push of 20 bytes, EQUAL and nothing else: the only form that consensus treats as P2SH.</summary>
    public static bool IsPayToScriptHash(ReadOnlySpan<byte> script) => script.Length == 23
        && script[0] == (byte)Opcode.Hash160 && script[1] == Hash160.Size && script[22] == (byte)Opcode.Equal;

    /// <summary>Only pushes (OP_RESERVED counts as one), none truncated.</summary>
    public static bool IsPushOnly(ReadOnlySpan<byte> script)
    {
        var reader = new ScriptReader(script);
        while (reader.MoveNext())
        {
            if (!reader.IsPush) return false;
        }
        return !reader.IsTruncated;
    }

    private static ScriptTemplate One(ScriptKind kind, ReadOnlyMemory<byte> item) => new(kind, [item], 1);

    private static bool TryMatchPubKeyHash(Script script, out ReadOnlyMemory<byte> hash)
    {
        hash = default;
        var reader = script.Operations;
        return Next(ref reader, Opcode.Dup) && Next(ref reader, Opcode.Hash160)
            && NextData(ref reader, script, Hash160.Size, Hash160.Size, out hash)
            && Next(ref reader, Opcode.EqualVerify) && Next(ref reader, Opcode.CheckSig) && reader.IsAtEnd;
    }

    private static bool TryMatchPubKey(Script script, out ReadOnlyMemory<byte> key)
    {
        var reader = script.Operations;
        return NextData(ref reader, script, SmallestKey, LargestKey, out key) && Next(ref reader, Opcode.CheckSig) && reader.IsAtEnd;
    }

    // The operation after OP_RETURN is only measured: one that pushes nothing is fine, too.
    private static bool IsNullData(Script script)
    {
        var reader = script.Operations;
        if (!Next(ref reader, Opcode.Return)) return false;
        return reader.IsAtEnd || (reader.MoveNext() && reader.IsAtEnd && reader.Data.Length <= MaxNullData);
    }

    private static bool TryMatchMultisig(Script script, out int required, out int count, out ImmutableArray<ReadOnlyMemory<byte>> keys)
    {
        keys = [];
        count = 0;
        var reader = script.Operations;
        if (!reader.MoveNext() || !TrySmallNumber(reader.Code, out required))
        {
            required = 0;
            return false;
        }
        var found = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        while (NextData(ref reader, script, SmallestKey, LargestKey, out var key)) found.Add(key);
        keys = found.ToImmutable();
        // The loop stopped at an operation that is no key: it must be the number of keys.
        return !reader.IsTruncated && TrySmallNumber(reader.Code, out count) && Next(ref reader, Opcode.CheckMultisig) && reader.IsAtEnd;
    }

    private static bool TrySmallNumber(Opcode code, out int number)
    {
        number = code == Opcode.Op0 ? 0 : code - Opcode.Op1 + 1;
        return code == Opcode.Op0 || code is >= Opcode.Op1 and <= Opcode.Op16;
    }

    private static bool Next(ref ScriptReader reader, Opcode code) => reader.MoveNext() && reader.Code == code;

    private static bool NextData(ref ScriptReader reader, Script script, int least, int most, out ReadOnlyMemory<byte> data)
    {
        data = default;
        if (!reader.MoveNext() || reader.Data.Length < least || reader.Data.Length > most) return false;
        data = script.Memory.Slice(reader.Position - reader.Data.Length, reader.Data.Length);
        return true;
    }
}
