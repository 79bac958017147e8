namespace Flux.Apps.Placement;

/// <summary>A candidate with its score for one app.</summary>
public readonly record struct RankedNode(PlacementNode Node, ulong Score) : IComparable<RankedNode>
{
    /// <summary>Lowest score first; equal scores by outpoint.</summary>
    public int CompareTo(RankedNode other) =>
        Score != other.Score ? Score.CompareTo(other.Score) : Node.Collateral.CompareTo(other.Node.Collateral);

    public static bool operator <(RankedNode left, RankedNode right) => left.CompareTo(right) < 0;
    public static bool operator >(RankedNode left, RankedNode right) => left.CompareTo(right) > 0;
    public static bool operator <=(RankedNode left, RankedNode right) => left.CompareTo(right) <= 0;
    public static bool operator >=(RankedNode left, RankedNode right) => left.CompareTo(right) >= 0;
}
