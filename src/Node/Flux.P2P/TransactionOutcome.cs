using Flux.Consensus.Rejects;

namespace Flux.P2P;

/// <summary>What became of a loose transaction.</summary>
/// <param name="Kind">The class of the answer.</param>
/// <param name="Verdict">The reason when <see cref="TransactionOutcomeKind.Refused"/>; its loose score is the sender's penalty.</param>
public readonly record struct TransactionOutcome(TransactionOutcomeKind Kind, Verdict Verdict = default);
