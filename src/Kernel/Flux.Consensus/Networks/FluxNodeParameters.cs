using System.Collections.Immutable;
using Flux.Consensus.FluxNodes;
using Flux.Primitives;

namespace Flux.Consensus.Networks;

/// <summary>Numbers of the FluxNode rules (chain reference §8.1; architecture §4). Distances are in blocks.</summary>
public sealed record FluxNodeParameters
{
    /// <summary>First height whose coinbase pays nodes.</summary>
    public required int PaymentsFrom { get; init; }

    /// <summary>Depth a collateral needs: height − its height.</summary>
    public required int CollateralDepth { get; init; }

    /// <summary>Amounts that make a collateral.</summary>
    public required ImmutableArray<CollateralEra> Collaterals { get; init; }

    /// <summary>A STARTED record goes to the DoS list at exactly start + this.</summary>
    public required HeightSchedule<int> StartExpiry { get; init; }

    /// <summary>When a DoS record is dropped.</summary>
    public required HeightSchedule<DosRelease> Release { get; init; }

    /// <summary>A CONFIRMED record expires when its last confirm is more than this ago.</summary>
    public required HeightSchedule<int> ConfirmExpiry { get; init; }

    /// <summary>An update must be more than this after the last confirm.</summary>
    public required HeightSchedule<int> ConfirmInterval { get; init; }

    /// <summary>An update that changes the address must be at least this after the last confirm.</summary>
    public int AddressChangeInterval { get; init; } = 5;

    /// <summary>From when <see cref="AddressChangeInterval"/> counts.</summary>
    public Activation AddressChangeFrom { get; init; } = Activation.Always;

    /// <summary>Heights [From, Until) in which confirmed records of amounts of the past expire.</summary>
    public (int From, int Until) PurgeOldAmounts { get; init; }

    /// <summary>True: a CONFIRM signs all 64 digits of the collateral's transaction (own networks); false: the first ten.</summary>
    public bool SignsFullOutPoint { get; init; }

    /// <summary>Who vouches for a CONFIRM.</summary>
    public required ConfirmVoucher Voucher { get; init; }

    /// <summary>Keys of <see cref="ConfirmVoucher.NetworkKeys"/>.</summary>
    public ImmutableArray<DatedKey> BenchmarkKeys { get; init; } = [];

    /// <summary>Keys that could start a P2SH collateral before version 6.</summary>
    public ImmutableArray<DatedKey> FoundationKeys { get; init; } = [];

    /// <summary>A tier without a payee saves its part for later (own networks).</summary>
    public bool HasTierReserves { get; init; }

    /// <summary>A node whose first confirm and the spend of its collateral are in one block is dropped at once (own networks); else it stays until it expires.</summary>
    public bool DropsSpentAtOnce { get; init; }

    /// <summary>Seconds after which a node transaction is too old for the pool (policy).</summary>
    public int PoolSignatureAge { get; init; } = 3600;

    /// <summary>Tier of a collateral of <paramref name="value"/> at <paramref name="height"/>, or null.</summary>
    public Tier? TierOf(Amount value, int height)
    {
        foreach (var era in Collaterals)
        {
            if (era.Value == value && era.Holds(height)) return era.Tier;
        }
        return null;
    }

    /// <summary>The amount a new node of a tier locks at a height.</summary>
    public Amount CollateralOf(Tier tier, int height) => Collaterals.Last(era => era.Tier == tier && era.Holds(height)).Value;
}
