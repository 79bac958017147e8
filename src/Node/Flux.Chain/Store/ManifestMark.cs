using System.Globalization;
using Flux.Chain.Store.Rocks;
using Flux.Primitives.Wire;

namespace Flux.Chain.Store;

/// <summary>
/// Which manifest RocksDB wrote its list of tables into, and how long it was at the last flush. A manifest that lost its end still opens, with
/// tables missing; that it became shorter gives it away.
/// </summary>
/// <param name="Number">From the name of the file.</param>
/// <param name="Length">Bytes.</param>
internal readonly record struct ManifestMark(long Number, long Length)
{
    private const string Prefix = "MANIFEST-";

    private static ReadOnlySpan<byte> Key => "manifest"u8;

    /// <summary>What the folder holds now; null when it says nothing (there is no database yet, or RocksDB will complain itself).</summary>
    public static ManifestMark? Of(string folder)
    {
        var current = Path.Combine(folder, "CURRENT");
        if (!File.Exists(current)) return null;
        var name = File.ReadAllText(current).Trim();
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || !long.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var manifest = new FileInfo(Path.Combine(folder, name));
        return manifest.Exists ? new ManifestMark(number, manifest.Length) : null;
    }

    /// <summary>Throws when the database was opened from less than the last flush knew of; <paramref name="found"/> is what lay there before.</summary>
    public static void Check(RocksDatabase database, ManifestMark? found)
    {
        if (found is not { } mark || Recorded(database) is not { } recorded) return;
        if (mark.Number > recorded.Number || (mark.Number == recorded.Number && mark.Length >= recorded.Length)) return;
        throw ChainStoreException.Corrupt(string.Create(CultureInfo.InvariantCulture,
            $"{database.Path}: manifest {mark.Number} has {mark.Length} bytes, where manifest {recorded.Number} had {recorded.Length}"));
    }

    /// <summary>Notes the present one; belongs into every batch.</summary>
    public static void WriteTo(RocksBatch batch, RocksDatabase database)
    {
        if (Of(database.Path) is not { } mark) return;
        var value = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(value, mark.Number);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(value.AsSpan(8), mark.Length);
        batch.Put(database.Family(StoreFamilies.Meta), Key, value);
    }

    private static ManifestMark? Recorded(RocksDatabase database)
    {
        if (database.Get(database.Family(StoreFamilies.Meta), Key) is not { } value) return null;
        var reader = new WireReader(value);
        return reader.TryReadUInt64(out var number) && reader.TryReadUInt64(out var length) ? new ManifestMark((long)number, (long)length) : null;
    }
}
