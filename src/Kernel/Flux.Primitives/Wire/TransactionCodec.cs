using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Crypto.Hashing;
using Flux.Primitives.Scripts;
using Flux.Primitives.Shielded;

namespace Flux.Primitives.Wire;

/// <summary>Bytes of a transaction of any version, both ways (chain reference §6.1–§6.4).</summary>
public static class TransactionCodec
{
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

    /// <summary>Reads one transaction; surplus bytes stay in the reader.</summary>
    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out Transaction? transaction)
    {
        transaction = null;
        if (!reader.TryReadUInt32(out var header)) return false;
        var overwintered = (header & OverwinteredBit) != 0;
        var version = overwintered ? (int)(header & ~OverwinteredBit) : unchecked((int)header);
        if (!overwintered && version is 5 or 6) return FluxNodeCodec.TryRead(ref reader, version, out transaction);
        return TryReadOrdinary(ref reader, overwintered, version, out transaction);
    }

    /// <summary>Writes the transaction as on the wire.</summary>
    public static void Write(IBufferWriter<byte> output, Transaction transaction)
    {
        if (transaction.FluxNode is not null) FluxNodeCodec.Write(output, transaction, withSignatures: true);
        else WriteOrdinary(output, transaction);
    }

    /// <summary>The transaction as on the wire.</summary>
    public static byte[] ToBytes(Transaction transaction)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        Write(buffer, transaction);
        return buffer.WrittenSpan.ToArray();
    }

    internal static TxId ComputeId(Transaction transaction)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        if (transaction.FluxNode is not null) FluxNodeCodec.Write(buffer, transaction, withSignatures: false);
        else WriteOrdinary(buffer, transaction);
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Hashes.DoubleSha256(buffer.WrittenSpan, digest);
        return new TxId(new Hash256(digest));
    }

    private static bool TryReadOrdinary(ref WireReader reader, bool overwintered, int version, out Transaction? transaction)
    {
        transaction = null;
        uint group = 0;
        if (overwintered)
        {
            if (!reader.TryReadUInt32(out group)) return false;
            if (!IsKnownFormat(version, group)) return reader.Fail("unknown transaction format");
        }
        if (!TryReadInputs(ref reader, out var inputs) || !TryReadOutputs(ref reader, out var outputs)) return false;
        if (!reader.TryReadUInt32(out var lockTime)) return false;
        uint expiry = 0;
        if (overwintered && !reader.TryReadUInt32(out expiry)) return false;
        if (!TryReadShielded(ref reader, overwintered, version, out var shielded)) return false;
        transaction = new Transaction
        {
            Version = version,
            Overwintered = overwintered,
            VersionGroup = group,
            Inputs = inputs,
            Outputs = outputs,
            LockTime = lockTime,
            ExpiryHeight = expiry,
            Shielded = shielded,
        };
        return true;
    }

    private static bool IsKnownFormat(int version, uint group) =>
        (version, group) is (3, Transaction.OverwinterGroup) or (4, Transaction.SaplingGroup);

    private static bool TryReadInputs(ref WireReader reader, out ImmutableArray<TxInput> inputs)
    {
        inputs = [];
        if (!reader.TryReadCount(OutPoint.Size + 5, out var count)) return false;
        var builder = ImmutableArray.CreateBuilder<TxInput>(count);
        for (var i = 0; i < count; i++)
        {
            if (!reader.TryReadOutPoint(out var previous) || !reader.TryReadVarBytes(out var script) || !reader.TryReadUInt32(out var sequence)) return false;
            builder.Add(new TxInput(previous, new Script(script), sequence));
        }
        inputs = builder.MoveToImmutable();
        return true;
    }

    private static bool TryReadOutputs(ref WireReader reader, out ImmutableArray<TxOutput> outputs)
    {
        outputs = [];
        if (!reader.TryReadCount(9, out var count)) return false;
        var builder = ImmutableArray.CreateBuilder<TxOutput>(count);
        for (var i = 0; i < count; i++)
        {
            if (!reader.TryReadInt64(out var value) || !reader.TryReadVarBytes(out var script)) return false;
            builder.Add(new TxOutput(new Amount(value), new Script(script)));
        }
        outputs = builder.MoveToImmutable();
        return true;
    }

    private static bool TryReadShielded(ref WireReader reader, bool overwintered, int version, out ShieldedParts? shielded)
    {
        shielded = null;
        var sapling = overwintered && version >= 4;
        long valueBalance = 0;
        ImmutableArray<byte[]> spends = [], outputs = [], joinSplits = [];
        if (sapling && (!reader.TryReadInt64(out valueBalance)
            || !TryReadBlobs(ref reader, SpendDescription.Size, out spends)
            || !TryReadBlobs(ref reader, OutputDescription.Size, out outputs))) return false;
        // Versions are signed: a negative one is not "2 or more" (chain reference §6.2).
        var hasJoinSplits = overwintered || version >= 2;
        if (hasJoinSplits && !TryReadBlobs(ref reader, sapling ? JoinSplit.SizeGroth16 : JoinSplit.SizePhgr13, out joinSplits)) return false;
        ReadOnlySpan<byte> key = default, signature = default, binding = default;
        if (joinSplits.Length > 0 && (!reader.TryReadBytes(32, out key) || !reader.TryReadBytes(64, out signature))) return false;
        if (spends.Length + outputs.Length > 0 && !reader.TryReadBytes(64, out binding)) return false;
        if (valueBalance == 0 && spends.Length + outputs.Length + joinSplits.Length == 0) return true;
        shielded = new ShieldedParts
        {
            ValueBalance = new Amount(valueBalance),
            Spends = [.. spends.Select(b => new SpendDescription(b))],
            Outputs = [.. outputs.Select(b => new OutputDescription(b))],
            JoinSplits = [.. joinSplits.Select(b => new JoinSplit(b))],
            JoinSplitPubKey = key.ToArray(),
            JoinSplitSignature = signature.ToArray(),
            BindingSignature = binding.ToArray(),
        };
        return true;
    }

    private static bool TryReadBlobs(ref WireReader reader, int size, out ImmutableArray<byte[]> blobs)
    {
        blobs = [];
        if (!reader.TryReadCount(size, out var count)) return false;
        if (count == 0) return true;
        var builder = ImmutableArray.CreateBuilder<byte[]>(count);
        for (var i = 0; i < count; i++)
        {
            if (!reader.TryReadBytes(size, out var bytes)) return false;
            builder.Add(bytes.ToArray());
        }
        blobs = builder.MoveToImmutable();
        return true;
    }

    private static void WriteOrdinary(IBufferWriter<byte> output, Transaction tx)
    {
        var writer = new WireWriter(output);
        writer.WriteUInt32(unchecked((uint)tx.Version) | (tx.Overwintered ? OverwinteredBit : 0));
        if (tx.Overwintered) writer.WriteUInt32(tx.VersionGroup);
        writer.WriteCompactSize(tx.Inputs.Length);
        foreach (var input in tx.Inputs)
        {
            writer.WriteOutPoint(input.PreviousOutput);
            writer.WriteVarBytes(input.ScriptSig.Bytes);
            writer.WriteUInt32(input.Sequence);
        }
        writer.WriteCompactSize(tx.Outputs.Length);
        foreach (var txOutput in tx.Outputs)
        {
            writer.WriteInt64(txOutput.Value.Satoshis);
            writer.WriteVarBytes(txOutput.ScriptPubKey.Bytes);
        }
        writer.WriteUInt32(tx.LockTime);
        if (tx.Overwintered) writer.WriteUInt32(tx.ExpiryHeight);
        WriteShielded(writer, tx);
    }

    private static void WriteShielded(WireWriter writer, Transaction tx)
    {
        var parts = tx.Shielded ?? Nothing;
        if (tx.Overwintered && tx.Version >= 4)
        {
            writer.WriteInt64(parts.ValueBalance.Satoshis);
            writer.WriteCompactSize(parts.Spends.Length);
            foreach (var spend in parts.Spends) writer.WriteBytes(spend.Bytes);
            writer.WriteCompactSize(parts.Outputs.Length);
            foreach (var shieldedOutput in parts.Outputs) writer.WriteBytes(shieldedOutput.Bytes);
        }
        if (!tx.Overwintered && tx.Version < 2) return;
        writer.WriteCompactSize(parts.JoinSplits.Length);
        foreach (var joinSplit in parts.JoinSplits) writer.WriteBytes(joinSplit.Bytes);
        if (parts.JoinSplits.Length > 0)
        {
            writer.WriteBytes(parts.JoinSplitPubKey.Span);
            writer.WriteBytes(parts.JoinSplitSignature.Span);
        }
        if (parts.Spends.Length + parts.Outputs.Length > 0) writer.WriteBytes(parts.BindingSignature.Span);
    }

    private static readonly ShieldedParts Nothing = new();
}
