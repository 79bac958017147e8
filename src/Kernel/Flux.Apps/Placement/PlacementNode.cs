using Flux.Apps.Specs;
using Flux.Primitives;

namespace Flux.Apps.Placement;

/// <summary>A confirmed node as the chain describes it: the only facts that ranks depend on.</summary>
/// <param name="Collateral">Its identity.</param>
/// <param name="Tier">Its hardware class.</param>
/// <param name="Payee">Where it is paid: address or script text. Nodes of one payee share one seat.</param>
public sealed record PlacementNode(OutPoint Collateral, NodeTier Tier, string Payee);
