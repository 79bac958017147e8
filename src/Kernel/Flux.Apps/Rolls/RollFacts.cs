using System.Collections.Immutable;
using Flux.Primitives;

namespace Flux.Apps.Rolls;

/// <summary>What one node knows when it asks whether it is its turn.</summary>
/// <param name="Self">The deciding node; it must be among the instances.</param>
/// <param name="Instances">Every node that runs the app or begins to.</param>
public sealed record RollFacts(OutPoint Self, ImmutableArray<RollInstance> Instances);
