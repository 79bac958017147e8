using System.Collections.Immutable;

namespace Flux.Consensus.Networks;

/// <summary>Activation heights of everything that changed on the existing networks (chain reference §1.5), and the rules that hang on them.</summary>
public sealed record UpgradeSchedule
{
    /// <summary>The branch id of every upgrade of the Flux line; signatures commit to it.</summary>
    public const uint SharedBranchId = 0x76b809bb;

    /// <summary>First difficulty change.</summary>
    public Activation Lwma { get; init; } = Activation.Never;

    /// <summary>Equihash 144,5.</summary>
    public Activation Equihash144 { get; init; } = Activation.Never;

    /// <summary>Version 4 transactions (Sapling).</summary>
    public Activation Acadia { get; init; } = Activation.Never;

    /// <summary>ZelHash 125,4.</summary>
    public Activation Kamiooka { get; init; } = Activation.Never;

    /// <summary>FluxNode transactions.</summary>
    public Activation Kamata { get; init; } = Activation.Never;

    /// <summary>Transparent inputs may no longer enter the shielded pools; doubled node shares.</summary>
    public Activation Flux { get; init; } = Activation.Never;

    /// <summary>Halving of the collateral transition era.</summary>
    public Activation Halving { get; init; } = Activation.Never;

    /// <summary>Version 6 FluxNode transactions.</summary>
    public Activation P2shNodes { get; init; } = Activation.Never;

    /// <summary>Proof of node.</summary>
    public Activation Pon { get; init; } = Activation.Never;

    /// <summary>All feature bits of version 6 START, delegates among them. On main the same height as <see cref="Pon"/>.</summary>
    public Activation Delegates { get; init; } = Activation.Never;

    /// <summary>Shielded parts are invalid at every height (own networks).</summary>
    public bool RefusesShielded { get; init; }

    /// <summary>A transaction may be this big in bytes before Acadia (chain reference §2.1).</summary>
    public int SmallTransactionLimit { get; init; } = 100_000;

    /// <summary>Branch id that signatures at a height commit to. Own networks: the shared one from genesis.</summary>
    public required HeightSchedule<uint> BranchIds { get; init; }

    /// <summary>What RPC lists under <c>upgrades</c>.</summary>
    public ImmutableArray<NamedUpgrade> Named { get; init; } = [];
}
