using System.Collections.Immutable;
using Flux.Primitives;

namespace Flux.Apps.Placement;

/// <summary>What one node knows when it decides about one app.</summary>
/// <param name="Self">The deciding node.</param>
/// <param name="Wanted">Instances the specification asks for.</param>
/// <param name="Instances">All members and every other node that runs the app; the deciding node may be among them.</param>
/// <param name="ObservedForMs">How long this node has been watching this app's members.</param>
/// <param name="VacantForMs">
/// How long <see cref="PlacementDecision.Vacancies"/> has been above 0 without a break; 0 when this is the first look.
/// </param>
public sealed record PlacementFacts(OutPoint Self, int Wanted, ImmutableArray<InstanceFacts> Instances, long ObservedForMs, long VacantForMs);
