using Flux.Primitives;

namespace Flux.Consensus.FluxNodes;

/// <summary>Place of a record in an index by height.</summary>
internal readonly record struct HeightKey(int Height, OutPoint Collateral) : IComparable<HeightKey>
{
    public int CompareTo(HeightKey other)
    {
        var byHeight = Height.CompareTo(other.Height);
        return byHeight != 0 ? byHeight : Collateral.CompareTo(other.Collateral);
    }
}
