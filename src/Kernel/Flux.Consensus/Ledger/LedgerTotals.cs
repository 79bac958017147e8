using Flux.Consensus.FluxNodes;
using Flux.Primitives;

namespace Flux.Consensus.Ledger;

/// <summary>
/// Running sums after a block. Always: <see cref="EscrowWorth"/> + <see cref="Coins"/> + sum of <see cref="Reserves"/> + <see cref="Shielded"/>
/// = <see cref="Issued"/> − <see cref="Destroyed"/>.
/// </summary>
public readonly record struct LedgerTotals
{
    /// <summary>All new money by the schedule, claimed or not.</summary>
    public Amount Issued { get; init; }

    /// <summary>What miners did not claim, and outputs that nobody can ever spend.</summary>
    public Amount Destroyed { get; init; }

    /// <summary>Value of all unspent outputs that are not escrow coins.</summary>
    public Amount Coins { get; init; }

    /// <summary>What the tiers have saved while they had no nodes.</summary>
    public TierAmounts Reserves { get; init; }

    /// <summary>Worth of all escrow coins at this height.</summary>
    public Amount EscrowWorth { get; init; }

    /// <summary>What all escrow coins lose in the next block, run-out remainders apart.</summary>
    public Amount EscrowRate { get; init; }

    /// <summary>Value inside the Sprout pool (main, test, regtest).</summary>
    public Amount Sprout { get; init; }

    /// <summary>Value inside the Sapling pool (main, test).</summary>
    public Amount Sapling { get; init; }

    /// <summary>Value inside both shielded pools.</summary>
    public Amount Shielded => Sprout + Sapling;

    /// <summary>True when no money was made or lost.</summary>
    public bool AreConserved => EscrowWorth + Coins + Reserves.Sum + Shielded == Issued - Destroyed;
}
