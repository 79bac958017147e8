using Flux.Consensus.FluxNodes;
using Flux.Consensus.Networks;
using Flux.Primitives;

namespace Flux.TestKit;

/// <summary>Networks for tests.</summary>
public static class TestNetworks
{
    /// <summary>Genesis time of all of them.</summary>
    public const uint GenesisTime = 1_700_000_000;

    /// <summary><c>local</c> with neither solutions nor hashes compared.</summary>
    public static Network LocalWithoutWork { get; } = WithoutWork(NetworkCatalog.Local(GenesisTime));

    /// <summary>Numbers of <see cref="Quick"/>.</summary>
    public static ShadowLimits QuickLimits { get; } = new()
    {
        Maturity = 3,
        Depth = 3,
        Collateral = [100_00000000, 200_00000000, 300_00000000],
        StartToDos = 7,
        StartToRelease = 15,
        ConfirmInterval = 4,
        AddressInterval = 2,
        ConfirmExpiry = 9,
        Month = 20,
    };

    /// <summary><see cref="LocalWithoutWork"/> with small collaterals and windows, so that every event happens within fifty blocks.</summary>
    public static Network Quick { get; } = LocalWithoutWork with
    {
        Coinbase = LocalWithoutWork.Coinbase with { Maturity = QuickLimits.Maturity },
        Escrow = LocalWithoutWork.Escrow! with { MonthBlocks = QuickLimits.Month },
        FluxNodes = LocalWithoutWork.FluxNodes with
        {
            CollateralDepth = QuickLimits.Depth,
            Collaterals =
            [
                new CollateralEra(Tier.Cumulus, new Amount(QuickLimits.Collateral[0]), 0, int.MaxValue),
                new CollateralEra(Tier.Nimbus, new Amount(QuickLimits.Collateral[1]), 0, int.MaxValue),
                new CollateralEra(Tier.Stratus, new Amount(QuickLimits.Collateral[2]), 0, int.MaxValue),
            ],
            StartExpiry = QuickLimits.StartToDos,
            Release = new DosRelease(QuickLimits.StartToRelease, Exactly: false),
            ConfirmInterval = QuickLimits.ConfirmInterval,
            ConfirmExpiry = QuickLimits.ConfirmExpiry,
            AddressChangeInterval = QuickLimits.AddressInterval,
        },
    };

    /// <summary>The network with proofs of work neither verified nor compared.</summary>
    public static Network WithoutWork(Network network) =>
        network with { Work = network.Work with { VerifiesSolution = false, ComparesHash = false } };
}
