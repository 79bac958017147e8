namespace Flux.Apps.Placement;

/// <summary>A decision with its reason in words, for logs and <c>flux app why</c>.</summary>
public readonly record struct PlacementVerdict(PlacementAction Action, string Reason);
