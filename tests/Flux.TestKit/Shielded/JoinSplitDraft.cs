using Flux.Primitives;

namespace Flux.TestKit.Shielded;

/// <summary>A JoinSplit to be made.</summary>
/// <param name="Note">Number from which nullifiers and commitments are made.</param>
/// <param name="Anchor">Root that it refers to.</param>
/// <param name="In">Value that enters the pool.</param>
/// <param name="Out">Value that leaves it.</param>
public readonly record struct JoinSplitDraft(int Note, Hash256 Anchor, long In = 0, long Out = 0);
