using Flux.Primitives;

namespace Flux.Chain.Indexes;

/// <summary>Who spent an output.</summary>
/// <param name="Spender">The transaction.</param>
/// <param name="InputIndex">Which input of it.</param>
/// <param name="Height">Height of its block.</param>
public sealed record SpentOutput(TxId Spender, int InputIndex, int Height);
