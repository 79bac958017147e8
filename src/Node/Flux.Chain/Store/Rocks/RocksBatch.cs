using System.Runtime.InteropServices;

namespace Flux.Chain.Store.Rocks;

/// <summary>Puts and deletes over several families that <see cref="RocksDatabase.Write"/> applies all or not at all.</summary>
internal sealed class RocksBatch : IDisposable
{
    public nint Native { get; } = RocksImports.CreateBatch();

    /// <summary>Number of puts and deletes.</summary>
    public int Count => RocksImports.BatchCount(Native);

    public void Put(RocksFamily family, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        RocksImports.BatchPut(
            Native, family.Native, in MemoryMarshal.GetReference(key), (nuint)key.Length, in MemoryMarshal.GetReference(value), (nuint)value.Length);

    public void Delete(RocksFamily family, ReadOnlySpan<byte> key) =>
        RocksImports.BatchDelete(Native, family.Native, in MemoryMarshal.GetReference(key), (nuint)key.Length);

    public void Dispose() => RocksImports.DestroyBatch(Native);
}
