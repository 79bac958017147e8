using System.Buffers;
using System.Buffers.Binary;

namespace Flux.Primitives.Scripts;

/// <summary>Puts scripts together: opcodes, data with the shortest push, numbers; and the standard output scripts.</summary>
public sealed class ScriptBuilder
{
    private readonly ArrayBufferWriter<byte> _bytes = new(64);

    /// <summary>P2PKH.</summary>
    public static Script PayToPubKeyHash(Hash160 keyHash) =>
        new([(byte)Opcode.Dup, (byte)Opcode.Hash160, Hash160.Size, .. keyHash.Bytes, (byte)Opcode.EqualVerify, (byte)Opcode.CheckSig]);

    /// <summary>P2SH.</summary>
    public static Script PayToScriptHash(Hash160 scriptHash) => new([(byte)Opcode.Hash160, Hash160.Size, .. scriptHash.Bytes, (byte)Opcode.Equal]);

    /// <summary>Bare public key.</summary>
    public static Script PayToPubKey(ReadOnlySpan<byte> publicKey) => new ScriptBuilder().Data(publicKey).Op(Opcode.CheckSig).ToScript();

    /// <summary><paramref name="required"/> of the keys, 1 to 16 of each.</summary>
    public static Script Multisig(int required, IReadOnlyCollection<ReadOnlyMemory<byte>> publicKeys)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(required is >= 1 and <= 16 && publicKeys.Count >= required && publicKeys.Count <= 16, true, nameof(required));
        var builder = new ScriptBuilder().Number(required);
        foreach (var key in publicKeys) builder.Data(key.Span);
        return builder.Number(publicKeys.Count).Op(Opcode.CheckMultisig).ToScript();
    }

    /// <summary>OP_RETURN and one push: unspendable, carries a memo.</summary>
    public static Script NullData(ReadOnlySpan<byte> data) => new ScriptBuilder().Op(Opcode.Return).Data(data).ToScript();

    /// <summary>Appends an opcode.</summary>
    public ScriptBuilder Op(Opcode code)
    {
        _bytes.Write([(byte)code]);
        return this;
    }

    /// <summary>Appends a push with the shortest length form (never OP_1…OP_16: as <c>CScript &lt;&lt; vector</c>).</summary>
    public ScriptBuilder Data(ReadOnlySpan<byte> data)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        switch (data.Length)
        {
            case < (int)Opcode.PushData1: _bytes.Write(length[..1]); break;
            case <= 0xff: Op(Opcode.PushData1)._bytes.Write(length[..1]); break;
            case <= 0xffff: Op(Opcode.PushData2)._bytes.Write(length[..2]); break;
            default: Op(Opcode.PushData4)._bytes.Write(length); break;
        }
        _bytes.Write(data);
        return this;
    }

    /// <summary>Appends a number: OP_0, OP_1NEGATE, OP_1…OP_16, otherwise a push (as <c>CScript &lt;&lt; int64</c>).</summary>
    public ScriptBuilder Number(long value) => value switch
    {
        0 => Op(Opcode.Op0),
        -1 => Op(Opcode.Op1Negate),
        >= 1 and <= 16 => Op((Opcode)((int)Opcode.Op1 + value - 1)),
        _ => Data(ScriptNumber.ToBytes(value)),
    };

    /// <summary>Appends bytes as they are.</summary>
    public ScriptBuilder Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>The script so far.</summary>
    public Script ToScript() => new(_bytes.WrittenSpan.ToArray());
}
