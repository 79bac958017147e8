using Flux.Consensus.FluxNodes;
using Flux.Consensus.Subsidy;
using Flux.Consensus.Work;
using Flux.Crypto.Equihash;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Consensus.Networks;

/// <summary>Own networks: the table of architecture §4.</summary>
public static partial class NetworkCatalog
{
    private const uint ClassicGenesisTime = 1_767_225_600; // 2026-01-01 00:00:00 UTC
    private const int Month = 22_000;
    private const int OwnHalvingInterval = 655_350;

    private static Network BuildClassic()
    {
        var work = new WorkParameters
        {
            PowLimit = UInt256.MaxValue >> 6,
            Spacing = 120,
            Equihash = EquihashSchedule.Only(EquihashParameters.ZelHash125x4),
            Difficulty = DifficultyAlgorithm.Lwma3,
        };
        return new Network
        {
            Name = "classic",
            DataSubdirectory = "classic",
            CurrencyLabel = "FLUX",
            MessageStart = [0xf7, 0x1c, 0xa5, 0xc1],
            P2PPort = 17125,
            RpcPort = 17124,
            CoinType = 19167,
            Addresses = AddressPrefixes.Main,
            Genesis = OwnGenesis.Build("Flux classic: fair proof of work", ClassicGenesisTime, work.PowLimitBits),
            Upgrades = OwnUpgrades,
            Work = work,
            Subsidy = new FairSubsidy(Amount.FromFlux(335), OwnHalvingInterval),
            FluxNodes = OwnNodes(depth: 100, startExpiry: 480, release: 960, confirmInterval: 100, confirmExpiry: 240),
            Escrow = new EscrowParameters(Escrow.EscrowAddress.Script, Month),
            StateRoot = StateRootRule.NodeRecords,
            Coinbase = OwnCoinbase(maturity: 100),
            SettledDepth = 40,
            InitialDownload = new InitialDownloadRule(null, UInt256.Zero),
        };
    }

    private static Network BuildLocal(uint genesisTime, int spacingSeconds)
    {
        var work = new WorkParameters
        {
            PowLimit = UInt256.ParseHex(string.Concat(Enumerable.Repeat("0f", 32))),
            Spacing = spacingSeconds,
            Equihash = EquihashSchedule.Only(EquihashParameters.Zcash48x5),
            Difficulty = DifficultyAlgorithm.Constant,
        };
        return Classic with
        {
            Name = "local",
            DataSubdirectory = "local",
            MessageStart = [0xf7, 0x10, 0xca, 0x15],
            P2PPort = 18125,
            RpcPort = 18124,
            Genesis = OwnGenesis.Build("Flux local", genesisTime, work.PowLimitBits),
            Work = work,
            FluxNodes = OwnNodes(depth: 10, startExpiry: 240, release: 720, confirmInterval: 100, confirmExpiry: 640),
            Coinbase = OwnCoinbase(maturity: 10),
            SettledDepth = 3,
            MinesOnDemand = true,
            AllowsLocalPeers = true,
        };
    }

    private static UpgradeSchedule OwnUpgrades => new()
    {
        Lwma = Activation.Always,
        Equihash144 = Activation.Always,
        Acadia = Activation.Always,
        Kamiooka = Activation.Always,
        Kamata = Activation.Always,
        Flux = Activation.Always,
        Halving = Activation.Always,
        P2shNodes = Activation.Always,
        Delegates = Activation.Always,
        RefusesShielded = true,
        BranchIds = UpgradeSchedule.SharedBranchId,
    };

    private static CoinbaseParameters OwnCoinbase(int maturity) => new()
    {
        Maturity = maturity,
        HeightPushFrom = 1,
        ValueCheckedFrom = 1,
        NeedsGenesisTag = true,
    };

    private static FluxNodeParameters OwnNodes(int depth, int startExpiry, int release, int confirmInterval, int confirmExpiry) => new()
    {
        PaymentsFrom = 1,
        CollateralDepth = depth,
        Collaterals =
        [
            new CollateralEra(Tier.Cumulus, Amount.FromFlux(1_000), 0, int.MaxValue),
            new CollateralEra(Tier.Nimbus, Amount.FromFlux(12_500), 0, int.MaxValue),
            new CollateralEra(Tier.Stratus, Amount.FromFlux(40_000), 0, int.MaxValue),
        ],
        StartExpiry = startExpiry,
        Release = new DosRelease(release, Exactly: false),
        ConfirmInterval = confirmInterval,
        ConfirmExpiry = confirmExpiry,
        SignsFullOutPoint = true,
        Voucher = ConfirmVoucher.SelfSigned,
        HasTierReserves = true,
        DropsSpentAtOnce = true,
    };
}
