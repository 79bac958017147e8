using System.Collections.Immutable;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Subsidy;
using Flux.Crypto.Equihash;
using Flux.Primitives;

namespace Flux.Consensus.Networks;

/// <summary>Makes networks of our own rules: classic, local and those of founders.</summary>
public static class OwnNetwork
{
    private const int WideFrom = int.MaxValue;

    /// <summary>The network. The parameters are taken as they are: <see cref="OwnRules.Check"/> says what is wrong with them.</summary>
    public static Network Build(OwnParameters own) => new()
    {
        Name = own.Name,
        DataSubdirectory = own.Name,
        CurrencyLabel = own.CurrencyLabel,
        MessageStart = own.MessageStart,
        P2PPort = own.P2PPort,
        RpcPort = own.RpcPort,
        CoinType = own.CoinType,
        Addresses = own.Addresses,
        Genesis = OwnGenesis.Build(own),
        Upgrades = Upgrades,
        Work = new WorkParameters
        {
            PowLimit = own.EasiestTarget,
            Spacing = own.Spacing,
            Equihash = EquihashSchedule.Only(own.Equihash),
            Difficulty = own.Difficulty,
            LwmaWindow = own.AveragingWindow,
        },
        Time = new TimeParameters { MostAhead = own.MostAhead },
        Subsidy = SubsidyOf(own),
        MaximumSupply = own.MaximumSupply,
        FluxNodes = NodesOf(own),
        Escrow = new EscrowParameters(Escrow.EscrowAddress.Script, own.MonthBlocks),
        Prices = own.Prices,
        StateRoot = StateRootRule.NodeRecords,
        Coinbase = new CoinbaseParameters { Maturity = own.CoinbaseMaturity, HeightPushFrom = 1, ValueCheckedFrom = 1, NeedsGenesisTag = true },
        ReorgLimit = own.ReorgLimit is { } depth ? new ReorgLimit(depth, depth, WideFrom, WideFrom) : null,
        SettledDepth = own.SettledDepth,
        InitialDownload = new InitialDownloadRule(null, Work.UInt256.Zero),
        Checkpoints = own.Checkpoints,
        DnsSeeds = own.DnsSeeds,
        RequiresStandard = own.RequiresStandard,
        MinesOnDemand = own.MinesOnDemand,
        MiningWaitsForPeers = own.MiningWaitsForPeers,
        AllowsLocalPeers = own.AllowsLocalPeers,
        MaxBlockBytes = own.MaxBlockBytes,
        MaxBlockSigOps = own.MaxBlockSigOps,
    };

    internal static FairSubsidy SubsidyOf(OwnParameters own) => new(own.FirstSubsidy, own.HalvingInterval)
    {
        NodePercent = own.NodePercent,
        CumulusPercent = own.CumulusPercent,
        NimbusPercent = own.NimbusPercent,
    };

    private static UpgradeSchedule Upgrades => new()
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

    private static FluxNodeParameters NodesOf(OwnParameters own) => new()
    {
        PaymentsFrom = 1,
        CollateralDepth = own.CollateralDepth,
        Collaterals =
        [
            new CollateralEra(Tier.Cumulus, own.CumulusCollateral, 0, int.MaxValue),
            new CollateralEra(Tier.Nimbus, own.NimbusCollateral, 0, int.MaxValue),
            new CollateralEra(Tier.Stratus, own.StratusCollateral, 0, int.MaxValue),
        ],
        StartExpiry = own.StartExpiry,
        Release = new DosRelease(own.Release, Exactly: false),
        ConfirmInterval = own.ConfirmInterval,
        ConfirmExpiry = own.ConfirmExpiry,
        AddressChangeInterval = own.AddressChangeInterval,
        SignsFullOutPoint = true,
        Voucher = own.Voucher,
        BenchmarkKeys = own.BenchmarkKeys,
        HasTierReserves = true,
        DropsSpentAtOnce = true,
    };
}
