using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Chain.Mempool;

/// <summary>
/// mempool.dat: the waiting transactions over a restart, own format, little-endian: 8 bytes <c>FLUXPOOL</c>, format 1, genesis hash, number of
/// transactions, each as (Unix milliseconds of arrival, origin, bytes), number of fee deltas, each as (id, satoshi), and SHA-256 of all that.
/// </summary>
internal static class PoolFile
{
    private const int Format = 1;
    private const int SmallestEntry = 8 + 1 + 1;
    private const int DeltaSize = Hash256.Size + 8;

    private static ReadOnlySpan<byte> Magic => "FLUXPOOL"u8;

    /// <summary>The contents as bytes.</summary>
    public static byte[] Write(SavedPool pool, BlockHash genesis)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = SealedFile.Begin(buffer, Magic, Format, genesis);
        writer.WriteInt32(pool.Transactions.Length);
        foreach (var saved in pool.Transactions)
        {
            writer.WriteInt64(saved.Time.ToUnixTimeMilliseconds());
            writer.WriteByte((byte)saved.Origin);
            writer.WriteVarBytes(saved.Transaction.Bytes.Span);
        }
        writer.WriteInt32(pool.Deltas.Length);
        foreach (var (id, delta) in pool.Deltas)
        {
            writer.WriteHash(id.Value);
            writer.WriteInt64(delta.Satoshis);
        }
        return SealedFile.Seal(buffer);
    }

    public static bool TryParse(ReadOnlySpan<byte> bytes, BlockHash genesis, [NotNullWhen(true)] out SavedPool? pool, [NotNullWhen(false)] out string? reason)
    {
        pool = null;
        if (!SealedFile.TryOpen(bytes, Magic, Format, genesis, "no mempool file", out var reader, out reason)) return false;
        reason = !TryReadTransactions(ref reader, out var transactions) || !TryReadDeltas(ref reader, out var deltas) || reader.Remaining != 0
            ? reader.Error ?? "it does not end where it should"
            : Accept(transactions, deltas, out pool);
        return pool is not null;
    }

    private static string? Accept(ImmutableArray<SavedTransaction> transactions, ImmutableArray<(TxId, Amount)> deltas, out SavedPool pool)
    {
        pool = new SavedPool(transactions, deltas);
        return null;
    }

    private static bool TryReadTransactions(ref WireReader reader, out ImmutableArray<SavedTransaction> transactions)
    {
        transactions = [];
        if (!reader.TryReadInt32(out var count) || count < 0 || count > reader.Remaining / SmallestEntry) return reader.Fail("more transactions than bytes");
        var builder = ImmutableArray.CreateBuilder<SavedTransaction>(count);
        for (var i = 0; i < count; i++)
        {
            if (!reader.TryReadInt64(out var time) || !reader.TryReadByte(out var origin) || !reader.TryReadVarBytes(out var bytes)) return false;
            if (!TransactionCodec.TryParse(bytes, out var transaction, out var error)) return reader.Fail($"transaction {i}: {error}");
            if (time is < 0 or > 253_402_300_799_000) return reader.Fail($"transaction {i}: no time");
            builder.Add(new SavedTransaction(transaction, DateTimeOffset.FromUnixTimeMilliseconds(time), (TransactionOrigin)origin));
        }
        transactions = builder.MoveToImmutable();
        return true;
    }

    private static bool TryReadDeltas(ref WireReader reader, out ImmutableArray<(TxId, Amount)> deltas)
    {
        deltas = [];
        if (!reader.TryReadInt32(out var count) || count < 0 || count > reader.Remaining / DeltaSize) return reader.Fail("more fee deltas than bytes");
        var builder = ImmutableArray.CreateBuilder<(TxId, Amount)>(count);
        for (var i = 0; i < count; i++)
        {
            if (!reader.TryReadHash(out var id) || !reader.TryReadInt64(out var satoshis)) return false;
            builder.Add((new TxId(id), new Amount(satoshis)));
        }
        deltas = builder.MoveToImmutable();
        return true;
    }
}
