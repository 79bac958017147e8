namespace Flux.Apps.Placement;

/// <summary>One node of a placement, and why it has the seat it has.</summary>
public sealed record PlacementLine(SeatedNode Node, string Sentence);
