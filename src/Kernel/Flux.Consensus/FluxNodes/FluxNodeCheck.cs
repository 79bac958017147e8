using System.Collections.Immutable;
using Flux.Consensus.Blocks;
using Flux.Consensus.Rejects;

namespace Flux.Consensus.FluxNodes;

/// <summary>Outcome of judging one START or CONFIRM. It is valid when the verdict is ok and the checks pass.</summary>
/// <param name="Verdict">Everything but signatures.</param>
/// <param name="After">The record that it leaves, when ok.</param>
/// <param name="Checks">Its signatures.</param>
public sealed record FluxNodeCheck(Verdict Verdict, FluxNodeRecord? After, ImmutableArray<IDeferredCheck> Checks)
{
    internal static FluxNodeCheck Refused(Reject reject, string? detail = null) => new(Verdict.Fail(reject, detail), null, []);

    internal static FluxNodeCheck Refused(Verdict verdict) => new(verdict, null, []);
}
