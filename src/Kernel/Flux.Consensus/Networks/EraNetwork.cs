using System.Collections.Immutable;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Rejects;
using Flux.Consensus.Subsidy;
using Flux.Consensus.Work;
using Flux.Primitives;

namespace Flux.Consensus.Networks;

/// <summary>Makes networks of the Flux line: the same eras everywhere, at other heights.</summary>
public static class EraNetwork
{
    private const int ReorgDepth = 40;
    private const int SettledDepth = 40;
    private const int MostTipAge = 4 * 60 * 60;
    private const int RelaxedBlocks = 61;
    private const int RelaxedBlocksOfZelHash = 64;
    private const string EmergencyId = "1111111111111111111111111111111111111111111111111111111111111111";
    private const string TestCollateralId = "544553544e4f4400000000000000000000000000000000000000000000000000";

    /// <summary>The network.</summary>
    public static Network Build(EraParameters eras) => new()
    {
        Name = eras.Name,
        DataSubdirectory = eras.DataSubdirectory,
        CurrencyLabel = eras.CurrencyLabel,
        MessageStart = eras.MessageStart,
        P2PPort = eras.P2PPort,
        RpcPort = eras.RpcPort,
        CoinType = eras.CoinType,
        Addresses = eras.Addresses,
        Genesis = eras.Genesis,
        Upgrades = UpgradesOf(eras.Heights),
        Work = WorkOf(eras),
        Pon = PonOf(eras),
        // Where LWMA never comes the reference compares with 2^32 − 1.
        Time = new TimeParameters { EarlyUntilTip = eras.Heights.Lwma < 0 ? int.MaxValue : eras.Heights.Lwma },
        Subsidy = SubsidyOf(eras),
        Funding = FundingOf(eras),
        FluxNodes = NodesOf(eras),
        StateRoot = StateRootRule.SaplingTree,
        Coinbase = new CoinbaseParameters { Maturity = 100, HeightPushFrom = 21, ValueCheckedFrom = 3, MustBeShieldedBeforeFlux = eras.ShieldsCoinbases },
        ReorgLimit = new ReorgLimit(ReorgDepth, 5_000, 2_020_000, 2_025_000),
        SettledDepth = SettledDepth,
        InitialDownload = new InitialDownloadRule(MostTipAge, eras.MinimumChainWork),
        Checkpoints = eras.Checkpoints,
        DnsSeeds = eras.DnsSeeds,
        RequiresStandard = eras.RequiresStandard,
        MinesOnDemand = eras.MinesOnDemand,
        MiningWaitsForPeers = eras.MiningWaitsForPeers,
        IsTestNet = eras.IsTestNet,
    };

    private static UpgradeSchedule UpgradesOf(EraHeights heights) => new()
    {
        Lwma = new Activation(heights.Lwma),
        Equihash144 = new Activation(heights.Equihash144),
        Acadia = new Activation(heights.Acadia),
        Kamiooka = new Activation(heights.Kamiooka),
        Kamata = new Activation(heights.Kamata),
        Flux = new Activation(heights.Flux),
        Halving = new Activation(heights.Halving),
        P2shNodes = new Activation(heights.P2shNodes),
        Pon = new Activation(heights.Pon),
        Delegates = new Activation(heights.Pon),
        BranchIds = new HeightSchedule<uint>((0, 0u), (heights.Lwma, UpgradeSchedule.SharedBranchId)),
        Named = EraUpgradeNames.Of(heights),
    };

    private static WorkParameters WorkOf(EraParameters eras)
    {
        var heights = eras.Heights;
        return new WorkParameters
        {
            PowLimit = eras.PowLimit,
            Spacing = eras.Spacing,
            Equihash = new EquihashSchedule
            {
                Epoch1 = eras.Equihash.First,
                Epoch2 = eras.Equihash.Second,
                Epoch3 = eras.Equihash.Third,
                Epoch2From = new Activation(heights.Equihash144),
                Epoch3From = new Activation(heights.Kamiooka),
                FadeLength = eras.FadeLength,
                AnySizeUntil = eras.AnySolutionSizeUntil,
            },
            Difficulty = new HeightSchedule<DifficultyAlgorithm>(
                (0, DifficultyAlgorithm.Digishield), (heights.Lwma, DifficultyAlgorithm.Lwma), (heights.Acadia, DifficultyAlgorithm.Lwma3)),
            EasiestWindow = heights.Equihash144 < 0 ? null : (heights.Equihash144 + eras.FadeLength - 1, RelaxedBlocks),
            RelaxedWindow = heights.Kamiooka < 0 ? null : (heights.Kamiooka + eras.FadeLength - 1, RelaxedBlocksOfZelHash),
            EasiestAfterGap = eras.EasiestAfterGap,
            DigishieldAdjust = eras.DigishieldAdjust,
            WrapsTargets = true,
            ComparesHash = eras.ComparesHashes,
            MinimumChainWork = eras.MinimumChainWork,
        };
    }

    private static PonParameters PonOf(EraParameters eras) => new()
    {
        From = eras.PonFrom,
        Limit = eras.PonLimits.Limit,
        StartLimit = eras.PonLimits.Start,
        DifficultyWindow = eras.PonWindow,
        ComparesHash = eras.ComparesHashes,
        DeveloperScript = eras.ScriptOf(eras.DeveloperAddress),
        EmergencyCollateral = new OutPoint(TxId.Parse(EmergencyId), 0),
        EmergencyKeys = [.. eras.EmergencyKeys.Select(key => (ReadOnlyMemory<byte>)Convert.FromHexString(key))],
        EmergencySignatures = eras.EmergencySignatures,
        VerifiesEmergency = eras.ComparesHashes,
        BypassCollateral = eras.HasTestCollateral ? new OutPoint(TxId.Parse(TestCollateralId), 0) : null,
        TolerantTargets = eras.TolerantTargets,
    };

    private static EraSubsidy SubsidyOf(EraParameters eras) => new()
    {
        SlowStartInterval = eras.Subsidy.SlowStart,
        HalvingInterval = eras.Subsidy.Halving,
        PaymentsFrom = eras.PaymentsFrom,
        DoubleSharesFrom = new Activation(eras.Heights.Flux),
        PonFrom = eras.PonFrom,
        PonInterval = eras.PonCuts.Interval,
        PonCuts = eras.PonCuts.Most,
    };

    private static ImmutableArray<FundingOutput> FundingOf(EraParameters eras)
    {
        var funding = eras.Funding;
        TxOutput To((int Height, Amount Value, string Address) payment) => new(payment.Value, eras.ScriptOf(payment.Address));
        return
        [
            new FundingOutput(funding.Exchange.Height, To(funding.Exchange), RejectTable.MissingExchangeFunding),
            new FundingOutput(funding.Foundation.Height, To(funding.Foundation), RejectTable.MissingFoundationFunding),
            .. Enumerable.Range(0, funding.SwapTimes).Select(i =>
                new FundingOutput(funding.SwapPool.Height + (i * funding.SwapInterval), To(funding.SwapPool), RejectTable.MissingSwapPoolFunding)),
        ];
    }

    private static FluxNodeParameters NodesOf(EraParameters eras)
    {
        var heights = eras.Heights;
        var pon = Math.Max(0, eras.PonFrom);
        return new FluxNodeParameters
        {
            PaymentsFrom = eras.PaymentsFrom,
            CollateralDepth = 100,
            Collaterals =
            [
                .. EraOf(Tier.Cumulus, 10_000, 1_000, eras.Transitions[0]),
                .. EraOf(Tier.Nimbus, 25_000, 12_500, eras.Transitions[1]),
                .. EraOf(Tier.Stratus, 100_000, 40_000, eras.Transitions[2]),
            ],
            StartExpiry = new HeightSchedule<int>((0, 60), (pon, 240)),
            Release = new HeightSchedule<DosRelease>((0, new DosRelease(180, Exactly: true)), (heights.Pon, new DosRelease(720, Exactly: false))),
            ConfirmExpiry = new HeightSchedule<int>((0, 60), (heights.Flux, 80), (heights.Halving, 160), (heights.Pon, 640)),
            ConfirmInterval = new HeightSchedule<int>((0, 40), (heights.Halving, 120), (heights.Pon, 500)),
            AddressChangeFrom = new Activation(heights.Flux),
            PurgeOldAmounts = (eras.Transitions[0].From, eras.Transitions[2].Until + 10),
            Voucher = ConfirmVoucher.NetworkKeys,
            BenchmarkKeys = [.. eras.BenchmarkKeys.Select(key => new DatedKey(key.From, Convert.FromHexString(key.Key)))],
            FoundationKeys = [new DatedKey(0, Convert.FromHexString(eras.FoundationKey))],
        };
    }

    private static ImmutableArray<CollateralEra> EraOf(Tier tier, long before, long after, (int From, int Until) transition) =>
    [
        new CollateralEra(tier, Amount.FromFlux(before), 0, transition.Until),
        new CollateralEra(tier, Amount.FromFlux(after), transition.From, int.MaxValue),
    ];
}
