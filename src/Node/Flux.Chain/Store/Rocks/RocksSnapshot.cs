namespace Flux.Chain.Store.Rocks;

/// <summary>The rows of all families as they were at one moment.</summary>
internal sealed class RocksSnapshot(nint database) : IDisposable
{
    public nint Native { get; } = RocksImports.CreateSnapshot(database);

    public void Dispose() => RocksImports.ReleaseSnapshot(database, Native);
}
