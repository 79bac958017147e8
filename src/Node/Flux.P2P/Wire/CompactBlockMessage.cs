using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>
/// A block whose transactions are named by 48-bit ids, in fluxd's dialect: each id takes 10 bytes, the low 32 bits in a LE64 field and the
/// high 16 in a LE16 field (chain reference §11.6).
/// </summary>
internal sealed record CompactBlockMessage(
    BlockHeader Header, ulong Nonce, ImmutableArray<ulong> ShortIds, ImmutableArray<PrefilledTransaction> Prefilled) : IMessage<CompactBlockMessage>
{
    private const int ShortIdSize = 10;
    private const int SmallestPrefilled = 6;
    private const int HighestIndex = ushort.MaxValue;

    public static string Name => "cmpctblock";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out CompactBlockMessage? message)
    {
        message = null;
        if (!BlockCodec.TryReadHeader(ref reader, out var header) || !reader.TryReadUInt64(out var nonce)
            || !TryReadShortIds(ref reader, out var shortIds) || !TryReadPrefilled(ref reader, out var prefilled)) return false;
        message = new CompactBlockMessage(header, nonce, shortIds, prefilled);
        return true;
    }

    private static bool TryReadShortIds(ref WireReader reader, out ImmutableArray<ulong> shortIds)
    {
        shortIds = [];
        if (!reader.TryReadCount(ShortIdSize, out var count)) return false;
        var builder = ImmutableArray.CreateBuilder<ulong>(count);
        for (var i = 0; i < count; i++)
        {
            if (!reader.TryReadUInt64(out var low) || !reader.TryReadUInt16(out var high)) return false;
            if (low > uint.MaxValue) return reader.Fail("short id above 48 bits");
            builder.Add(((ulong)high << 32) | low);
        }
        shortIds = builder.MoveToImmutable();
        return true;
    }

    private static bool TryReadPrefilled(ref WireReader reader, out ImmutableArray<PrefilledTransaction> prefilled)
    {
        prefilled = [];
        if (!reader.TryReadCount(SmallestPrefilled, out var count)) return false;
        var builder = ImmutableArray.CreateBuilder<PrefilledTransaction>(count);
        var index = -1;
        for (var i = 0; i < count; i++)
        {
            if (!reader.TryReadCompactSize(out var step)) return false;
            if (step > HighestIndex || (index += step + 1) > HighestIndex) return reader.Fail("index of a prefilled transaction too high");
            if (!TransactionCodec.TryRead(ref reader, out var transaction)) return false;
            builder.Add(new PrefilledTransaction(index, transaction));
        }
        prefilled = builder.MoveToImmutable();
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
        BlockCodec.WriteHeader(output, Header);
        var writer = new WireWriter(output);
        writer.WriteUInt64(Nonce);
        writer.WriteCompactSize(ShortIds.Length);
        foreach (var id in ShortIds)
        {
            writer.WriteUInt64((uint)id);
            writer.WriteUInt16((ushort)(id >> 32));
        }
        writer.WriteCompactSize(Prefilled.Length);
        var previous = -1;
        foreach (var (index, transaction) in Prefilled)
        {
            writer.WriteCompactSize(index - previous - 1);
            TransactionCodec.Write(output, transaction);
            previous = index;
        }
    }
}
