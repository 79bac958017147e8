namespace Flux.Chain.Store.Rows;

/// <summary>Byte arrays as dictionary keys, compared by content.</summary>
internal sealed class ByteKeyComparer : IEqualityComparer<byte[]>, IComparer<byte[]>
{
    public static ByteKeyComparer Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj)
    {
        var hash = new HashCode();
        hash.AddBytes(obj);
        return hash.ToHashCode();
    }

    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}
