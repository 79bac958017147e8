using System.Buffers.Binary;
using Flux.Chain.Store.Rocks;

namespace Flux.Chain.Store;

/// <summary>
/// The last row of every family: the number of the flush that wrote it. One batch writes them all, so they differ only when the database
/// lost part of what it had taken over from its log, and would otherwise pass off rows of different flushes as one state.
/// </summary>
internal static class FlushMark
{
    /// <summary>Greater than any other key: none is so long.</summary>
    public static ReadOnlySpan<byte> Key => KeyBytes;

    private static readonly byte[] KeyBytes = [.. Enumerable.Repeat((byte)0xff, 64)];

    public static void WriteTo(RocksBatch batch, RocksDatabase database, long flush)
    {
        Span<byte> value = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(value, flush);
        foreach (var name in StoreFamilies.All) batch.Put(database.Family(name), Key, value);
    }

    /// <summary>Throws when some family does not hold the rows of flush <paramref name="flush"/>.</summary>
    public static void Check(RocksDatabase database, long flush)
    {
        foreach (var name in StoreFamilies.All)
        {
            var found = database.Get(database.Family(name), Key) is { Length: sizeof(long) } value ? BinaryPrimitives.ReadInt64LittleEndian(value) : 0;
            if (found != flush) throw ChainStoreException.Corrupt($"{database.Path}: the rows of '{name}' are those of flush {found}, the state is that of flush {flush}");
        }
    }
}
