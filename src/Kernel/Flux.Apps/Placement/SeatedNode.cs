namespace Flux.Apps.Placement;

/// <summary>A node of the walk with the decision about it.</summary>
/// <param name="Rank">0 for the first member; −1 for nodes that are no members.</param>
/// <param name="Decline">The decline, for <see cref="Seat.Declined"/>.</param>
public sealed record SeatedNode(PlacementNode Node, ulong Score, Seat Seat, int Rank, Decline? Decline = null);
