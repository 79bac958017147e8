using Flux.Primitives;

namespace Flux.TestKit.Shielded;

/// <summary>A Sapling spend to be made.</summary>
/// <param name="Note">Number from which its nullifier is made.</param>
/// <param name="Value">What it releases.</param>
/// <param name="Anchor">Root that it refers to.</param>
public readonly record struct HiddenSpend(int Note, long Value, Hash256 Anchor);
