using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Crypto.Hashing;

namespace Flux.Primitives.Wire;

/// <summary>Bytes of a transaction of any version, both ways (chain reference §6.1–§6.4).</summary>
public static class TransactionCodec
{
    /// <summary>The smallest transaction: version and type of a node transaction that carries no body.</summary>
    public const int SmallestSize = 5;

    private const uint OverwinteredBit = 0x8000_0000;

    /// <summary>Reads exactly one transaction from all of <paramref name="bytes"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Transaction? transaction, out string? error)
    {
        var reader = new WireReader(bytes);
        if (TryRead(ref reader, out transaction) && !reader.IsAtEnd) reader.Fail("surplus bytes after the transaction");
        error = reader.Error;
        if (error is not null) transaction = null;
        return transaction is not null;
    }

    /// <summary>Reads one transaction; surplus bytes stay in the reader. Nothing is allocated for malformed bytes but the error text.</summary>
    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out Transaction? transaction)
    {
        transaction = null;
        var start = reader.Position;
        if (!reader.TryReadUInt32(out var header)) return false;
        var overwintered = (header & OverwinteredBit) != 0;
        var version = (int)(header & ~OverwinteredBit);
        return !overwintered && version is 5 or 6
            ? FluxNodeCodec.TryRead(ref reader, version, out transaction)
            : OrdinaryCodec.TryRead(ref reader, start, overwintered, version, out transaction);
    }

    /// <summary>Writes the transaction as on the wire.</summary>
    public static void Write(IBufferWriter<byte> output, Transaction transaction) => output.Write(transaction.Bytes.Span);

    /// <summary>A copy of the transaction as on the wire.</summary>
    public static byte[] ToBytes(Transaction transaction) => transaction.Bytes.ToArray();

    internal static byte[] Serialize(Transaction transaction)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        if (transaction.FluxNode is not null) FluxNodeCodec.Write(buffer, transaction, withSignatures: true);
        else OrdinaryCodec.Write(buffer, transaction);
        return buffer.WrittenSpan.ToArray();
    }

    internal static TxId ComputeId(Transaction transaction)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        if (transaction.FluxNode is null)
        {
            Hashes.DoubleSha256(transaction.Bytes.Span, digest);
            return new TxId(new Hash256(digest));
        }
        var buffer = new ArrayBufferWriter<byte>(256);
        FluxNodeCodec.Write(buffer, transaction, withSignatures: false);
        Hashes.DoubleSha256(buffer.WrittenSpan, digest);
        return new TxId(new Hash256(digest));
    }

    /// <summary>The first four bytes: version and the overwintered bit.</summary>
    internal static uint HeaderWord(Transaction transaction) =>
        ((uint)transaction.Version & ~OverwinteredBit) | (transaction.Overwintered ? OverwinteredBit : 0);

    internal static void WriteOutput(WireWriter writer, in TxOutput output)
    {
        writer.WriteInt64(output.Value.Satoshis);
        writer.WriteVarBytes(output.ScriptPubKey.Bytes);
    }
}
