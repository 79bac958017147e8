using System.Buffers;
using System.Collections.Immutable;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Kind and hash of a thing that nodes exchange.</summary>
internal readonly record struct InventoryItem(InventoryKind Kind, Hash256 Hash)
{
    /// <summary>Most items that one message may have; more cost the sender 20 points.</summary>
    public const int Limit = 50_000;

    private const int Size = 36;

    public static InventoryItem Of(TxId id) => new(InventoryKind.Transaction, id.Value);

    public static InventoryItem Of(BlockHash hash) => new(InventoryKind.Block, hash.Value);

    public static bool TryReadAll(ref WireReader reader, out ImmutableArray<InventoryItem> items)
    {
        items = [];
        if (!reader.TryReadCount(Size, out var count)) return false;
        var builder = ImmutableArray.CreateBuilder<InventoryItem>(count);
        for (var i = 0; i < count; i++)
        {
            if (!reader.TryReadUInt32(out var kind) || !reader.TryReadHash(out var hash)) return false;
            builder.Add(new InventoryItem((InventoryKind)kind, hash));
        }
        items = builder.MoveToImmutable();
        return true;
    }

    public static void WriteAll(IBufferWriter<byte> output, ImmutableArray<InventoryItem> items)
    {
        var writer = new WireWriter(output);
        writer.WriteCompactSize(items.Length);
        foreach (var item in items)
        {
            writer.WriteUInt32((uint)item.Kind);
            writer.WriteHash(item.Hash);
        }
    }
}
