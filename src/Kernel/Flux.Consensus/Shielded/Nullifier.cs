using Flux.Primitives;

namespace Flux.Consensus.Shielded;

/// <summary>Marks one hidden note as spent, without saying which.</summary>
/// <param name="Pool">Whose note; the same bytes may appear once in each pool.</param>
/// <param name="Value">The nullifier itself.</param>
public readonly record struct Nullifier(ShieldedPool Pool, Hash256 Value);
