using Flux.Primitives;

namespace Flux.Consensus.Ledger;

/// <summary>An escrow coin in the list of those that will run out.</summary>
/// <param name="OutPoint">The coin.</param>
/// <param name="Value">Its value when paid.</param>
/// <param name="Start">Height of its block.</param>
/// <param name="Blocks">Blocks it covers; it leaves the coin set at <paramref name="Start"/> + this.</param>
public sealed record EscrowEntry(OutPoint OutPoint, Amount Value, int Start, int Blocks)
{
    /// <summary>Height at which it leaves the coin set.</summary>
    public int RunsOutAt => Start + Blocks;
}
