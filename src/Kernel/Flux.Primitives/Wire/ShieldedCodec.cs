using System.Collections.Immutable;
using Flux.Primitives.Shielded;

namespace Flux.Primitives.Wire;

/// <summary>The tail of versions 2 to 4: Sapling and Sprout parts, bit for bit (chain reference §6.2).</summary>
internal static class ShieldedCodec
{
    private const int KeySize = 32;
    private const int SignatureSize = 64;

    private static readonly ShieldedParts Nothing = new();

    private static bool HasSapling(bool overwintered, int version) => overwintered && version >= 4;

    private static bool HasJoinSplits(bool overwintered, int version) => overwintered || version >= 2;

    private static int JoinSplitSize(bool overwintered, int version) =>
        HasSapling(overwintered, version) ? JoinSplit.SizeGroth16 : JoinSplit.SizePhgr13;

    public static bool TrySkip(ref WireReader reader, bool overwintered, int version)
    {
        int spends = 0, outputs = 0, joinSplits = 0;
        if (HasSapling(overwintered, version) && (!reader.TrySkip(8)
            || !TrySkipBlobs(ref reader, SpendDescription.Size, out spends)
            || !TrySkipBlobs(ref reader, OutputDescription.Size, out outputs))) return false;
        if (HasJoinSplits(overwintered, version) && !TrySkipBlobs(ref reader, JoinSplitSize(overwintered, version), out joinSplits)) return false;
        if (joinSplits > 0 && !reader.TrySkip(KeySize + SignatureSize)) return false;
        return spends + outputs == 0 || reader.TrySkip(SignatureSize);
    }

    private static bool TrySkipBlobs(ref WireReader reader, int size, out int count) =>
        reader.TryReadCount(size, out count) && reader.TrySkip(size * count);

    /// <summary>Null when there is nothing shielded. Never fails: the bytes were walked over before.</summary>
    public static ShieldedParts? Build(ref WireReader reader, byte[] bytes, bool overwintered, int version)
    {
        long valueBalance = 0;
        ImmutableArray<ReadOnlyMemory<byte>> spends = [], outputs = [], joinSplits = [];
        if (HasSapling(overwintered, version))
        {
            reader.TryReadInt64(out valueBalance);
            spends = BuildBlobs(ref reader, bytes, SpendDescription.Size);
            outputs = BuildBlobs(ref reader, bytes, OutputDescription.Size);
        }
        if (HasJoinSplits(overwintered, version)) joinSplits = BuildBlobs(ref reader, bytes, JoinSplitSize(overwintered, version));
        if (valueBalance == 0 && spends.Length + outputs.Length + joinSplits.Length == 0) return null;
        return new ShieldedParts
        {
            ValueBalance = new Amount(valueBalance),
            Spends = [.. spends.Select(blob => new SpendDescription(blob))],
            Outputs = [.. outputs.Select(blob => new OutputDescription(blob))],
            JoinSplits = [.. joinSplits.Select(blob => new JoinSplit(blob))],
            JoinSplitPubKey = Take(ref reader, bytes, joinSplits.Length > 0 ? KeySize : 0),
            JoinSplitSignature = Take(ref reader, bytes, joinSplits.Length > 0 ? SignatureSize : 0),
            BindingSignature = Take(ref reader, bytes, spends.Length + outputs.Length > 0 ? SignatureSize : 0),
        };
    }

    private static ImmutableArray<ReadOnlyMemory<byte>> BuildBlobs(ref WireReader reader, byte[] bytes, int size)
    {
        reader.TryReadCount(size, out var count);
        if (count == 0) return [];
        var blobs = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(count);
        for (; count > 0; count--) blobs.Add(Take(ref reader, bytes, size));
        return blobs.MoveToImmutable();
    }

    private static ReadOnlyMemory<byte> Take(ref WireReader reader, byte[] bytes, int size)
    {
        var offset = reader.Position;
        reader.TrySkip(size);
        return bytes.AsMemory(offset, size);
    }

    public static void Write(WireWriter writer, Transaction tx)
    {
        var parts = tx.Shielded ?? Nothing;
        if (HasSapling(tx.Overwintered, tx.Version))
        {
            writer.WriteInt64(parts.ValueBalance.Satoshis);
            writer.WriteCompactSize(parts.Spends.Length);
            foreach (var spend in parts.Spends) writer.WriteBytes(spend.Bytes);
            writer.WriteCompactSize(parts.Outputs.Length);
            foreach (var shieldedOutput in parts.Outputs) writer.WriteBytes(shieldedOutput.Bytes);
        }
        if (!HasJoinSplits(tx.Overwintered, tx.Version)) return;
        writer.WriteCompactSize(parts.JoinSplits.Length);
        foreach (var joinSplit in parts.JoinSplits) writer.WriteBytes(joinSplit.Bytes);
        if (parts.JoinSplits.Length > 0)
        {
            writer.WriteBytes(parts.JoinSplitPubKey.Span);
            writer.WriteBytes(parts.JoinSplitSignature.Span);
        }
        if (parts.Spends.Length + parts.Outputs.Length > 0) writer.WriteBytes(parts.BindingSignature.Span);
    }
}
