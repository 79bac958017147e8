using Flux.Consensus.Networks;

namespace Flux.Consensus.Tests;

/// <summary>Networks for tests of single rules.</summary>
internal static class TestNetworks
{
    /// <summary>No upgrade is active and nothing is refused for being shielded.</summary>
    public static Network Plain { get; } = NetworkCatalog.Classic with
    {
        Upgrades = new UpgradeSchedule { BranchIds = 0u },
    };

    /// <summary>The eras of the recorded regtest chain (<c>shared/golden/recorded/README.md</c>).</summary>
    public static Network Recorded { get; } = NetworkCatalog.Classic with
    {
        RequiresStandard = false,
        Coinbase = NetworkCatalog.Classic.Coinbase with { Maturity = 100 },
        Upgrades = new UpgradeSchedule
        {
            Lwma = new Activation(65),
            Acadia = new Activation(160),
            Equihash144 = new Activation(175),
            Kamiooka = new Activation(250),
            Kamata = new Activation(265),
            Flux = new Activation(370),
            Halving = new Activation(430),
            P2shNodes = new Activation(510),
            Pon = new Activation(650),
            Delegates = new Activation(650),
            BranchIds = UpgradeSchedule.SharedBranchId,
        },
    };
}
