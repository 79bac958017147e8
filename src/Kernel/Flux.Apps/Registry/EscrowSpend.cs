using Flux.Primitives;

namespace Flux.Apps.Registry;

/// <summary>An input that spends an escrow coin: a refund, a renewal or an update.</summary>
/// <param name="Coin">The coin spent.</param>
/// <param name="Index">Index of the spending transaction in its block.</param>
public readonly record struct EscrowSpend(OutPoint Coin, int Index);
