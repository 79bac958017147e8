namespace Flux.Apps.Registry;

/// <summary>Where a transaction stands in the best chain.</summary>
internal readonly record struct ChainPosition(long Height, int Index) : IComparable<ChainPosition>
{
    public int CompareTo(ChainPosition other) => Height != other.Height ? Height.CompareTo(other.Height) : Index.CompareTo(other.Index);
}
