using System.Collections.Immutable;
using Flux.Consensus.Rejects;
using Flux.Primitives;

namespace Flux.Consensus.Blocks;

/// <summary>Outcome of <see cref="SpendRules.Check"/>.</summary>
/// <param name="Verdict">Ok, or what is wrong.</param>
/// <param name="Fee">What the transaction leaves to the miner.</param>
/// <param name="Spent">The coins of its inputs, in order.</param>
public sealed record SpendResult(Verdict Verdict, Amount Fee, ImmutableArray<Coin> Spent)
{
    internal static SpendResult Refused(Verdict verdict) => new(verdict, Amount.Zero, []);
}
