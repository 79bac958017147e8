using System.Collections.Immutable;
using Flux.Apps.Placement;
using Flux.Os.Following;
using Flux.Primitives;

namespace Flux.Os.Watching;

/// <summary>The nodes that may run apps, by outpoint.</summary>
/// <param name="From">The list it was read from.</param>
/// <param name="Nodes">The same array as before while nothing changed that places depend on.</param>
internal sealed record Candidates(ImmutableArray<ChainNodeEntry> From, ImmutableArray<PlacementNode> Nodes)
{
    public static Candidates None { get; } = new([], []);

    /// <summary>The one with that collateral among nodes that are sorted by it, or null.</summary>
    public static PlacementNode? Find(ImmutableArray<PlacementNode> nodes, OutPoint collateral) =>
        nodes.AsSpan().BinarySearch(new Place(collateral)) is >= 0 and var place ? nodes[place] : null;

    private readonly struct Place(OutPoint wanted) : IComparable<PlacementNode>
    {
        public int CompareTo(PlacementNode? other) => wanted.CompareTo(other!.Collateral);
    }
}
