using Flux.Consensus.Rejects;

namespace Flux.P2P;

/// <summary>What became of a block.</summary>
/// <param name="Kind">The class of the answer.</param>
/// <param name="Verdict">The reason when <see cref="BlockOutcomeKind.Invalid"/>; its score is the sender's penalty.</param>
public readonly record struct BlockOutcome(BlockOutcomeKind Kind, Verdict Verdict = default);
