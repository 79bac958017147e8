namespace Flux.Chain.Store.Rocks;

/// <summary>One column family of an open database.</summary>
internal sealed record RocksFamily(string Name, nint Native);
