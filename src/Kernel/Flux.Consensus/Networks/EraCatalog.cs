using Flux.Consensus.Work;
using Flux.Crypto.Equihash;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Consensus.Networks;

/// <summary>The numbers of main, test and regtest (chain reference §1).</summary>
public static class EraCatalog
{
    private const string TestFundAddress = "tmRucHD85zgSigtA4sJJBDbPkMUJDcw5XDE";
    private const string TestDeveloperAddress = "t2GoxS2SRmLQDnTyWePHjKD3izvFsKUAjrH";
    private const string TestFoundationKey =
        "04276f105ff36a670a56e75c2462cff05a4a7864756e6e1af01022e32752d6fe57b1e13cab4f2dbe3a6a51b4e0de83a5c4627345f5232151867850018c9a3c3a1d";

    /// <summary>main.</summary>
    public static EraParameters Main => new()
    {
        Name = "main",
        DataSubdirectory = "",
        CurrencyLabel = "ZEL",
        MessageStart = [0x24, 0xe9, 0x27, 0x64],
        P2PPort = 16125,
        RpcPort = 16124,
        CoinType = 19167,
        Addresses = AddressPrefixes.Main,
        Genesis = EraGenesis.Build(1_516_980_000, 0x1a8c, 0x1f07ffff, EraGenesisSolutions.Main),
        Heights = new EraHeights(125_000, 125_100, 250_000, 372_500, 558_000, 835_554, 1_076_532, 1_549_500, 2_020_000),
        PowLimit = UInt256.MaxValue >> 13,
        Spacing = 120,
        Equihash = (EquihashParameters.Zcash200x9, EquihashParameters.Zel144x5, EquihashParameters.ZelHash125x4),
        FadeLength = 11,
        MinimumChainWork = UInt256.ParseHex("21f5d5da5d73"),
        PonLimits = (UInt256.MaxValue >> 4, CompactTarget.Decode(0x1f0c0000) - UInt256.One),
        PonWindow = 30,
        PonFrom = 2_020_000,
        PonCuts = (1_051_200, 20),
        EmergencyKeys =
        [
            "025ee73f72d6996f94fe6ec9fac3f9ba6dcb947ed46dfbda530fc73ff99c667a4e",
            "026f4281124d10eb90589831bac405d715ad79051ac5243d21c322d2abf2fd81e2",
            "03083d65c2f57cfe4d1c34eb575bd9d836f5111dd0de86405d48211bf42ea30403",
            "03674c29f348124e998fd838228a3ff050ca26fe0c13ad98698585cbbf796b461e",
        ],
        EmergencySignatures = 2,
        Subsidy = (5_000, 655_350),
        DeveloperAddress = "t3hPu1YDeGUCp8m7BQCnnNUmRMJBa5RadyA",
        Funding = new EraFunding
        {
            Exchange = (836_274, Amount.FromFlux(7_500_000), "t3PMbbA5YBMrjSD3dD16SSdXKuKovwmj6tS"),
            Foundation = (836_994, Amount.FromFlux(2_500_000), "t3XjYMBvwxnXVv9jqg4CgokZ3f7kAoXPQL8"),
            SwapPool = (837_714, Amount.FromFlux(22_000_000), "t3ThbWogDoAjGuS6DEnmN1GWJBRbVjSUK4T"),
            SwapInterval = 21_600,
            SwapTimes = 10,
        },
        ShieldsCoinbases = true,
        PaymentsFrom = 560_000,
        Transitions = [(1_076_532, 1_086_612), (1_081_572, 1_092_372), (1_087_332, 1_097_412)],
        BenchmarkKeys =
        [
            (0, "042e79d7dd1483996157df6b16c831be2b14b31c69944ea2a585c63b5101af1f9517ba392cee5b1f45a62e9d936488429374535a2f76870bfa8eea6667b13eb39e"),
            (1_618_113_600, "04517413e51fa9b2e94f200b254cca69beb86f2d74bf66ca53854ba66bc376dde9b52e9b4403731d9a4f3e8edd9687f1e1824b688fe26454bd9fb823a3307b4682"),
            (1_647_262_800, "0480dff65aa9d4b4c4234e4723a5e7c5bf527ca683b53aa26a7225cc5eb16e6e79f9629eb5f96c12b173de7a20e9823b2d36575759f3490864922f7ed04e171fad"),
            (1_706_209_200, "0437d58236a849ebe0e6558c1517e1f5c56749e04a2f7a7daedd4ef7c9fb6a773f32a33fe5ddad88b9af3ff496ee5ce79ce245c258bafa4e8d287baa3d54c6c65f"),
            (1_743_534_000, "04e54965119e89861f80135b13f56c3b5cc55ad2b916d9705052fc91d2894f9cb19151a8d61c6e9ea4812075dd32f06fde5965589ffa1517ab1bd2ddbc66a39f42"),
        ],
        FoundationKey = "04ab11edbb8a15f7cc2628a4a2c18cea095d250f8c9a2924cbd581b8d8fb3a8b91e39e5febddb7ffc60f20dfd352a40aa4f061aa60a9ace26d43e1b7a18aea4162",
        Checkpoints = EraCheckpoints.Main,
        DnsSeeds = ["dnsseed.asoftwaresolution.com", "dnsseed.zel.network", "dnsseed.runonflux.io"],
        MiningWaitsForPeers = true,
    };

    /// <summary>test.</summary>
    public static EraParameters Test => Main with
    {
        Name = "test",
        DataSubdirectory = "testnet",
        CurrencyLabel = "TESTFLUX",
        MessageStart = [0xfa, 0x1a, 0xf9, 0xbf],
        P2PPort = 26125,
        RpcPort = 26124,
        CoinType = 1,
        Addresses = AddressPrefixes.Test,
        Genesis = EraGenesis.Build(1_582_228_940, 0x21c, 0x2007ffff, EraGenesisSolutions.Test),
        Heights = new EraHeights(70, 140, 210, 280, 350, 420, 520, 600, 800),
        PowLimit = CompactTarget.Decode(0x200f0000) - UInt256.One,
        Spacing = 60,
        EasiestAfterGap = true,
        Equihash = (EquihashParameters.Zcash48x5, EquihashParameters.Zcash48x5, EquihashParameters.Zcash48x5),
        FadeLength = 10,
        AnySolutionSizeUntil = 320,
        MinimumChainWork = UInt256.Zero,
        PonLimits = (UInt256.MaxValue >> 4, UInt256.MaxValue >> 1),
        PonWindow = 60,
        PonFrom = 800,
        PonCuts = (525_600, 20),
        EmergencyKeys =
        [
            "029a1c55fa7e69dd99087f7ca799797052ae21327b94159e60b8cc5704eb188583",
            "023c806b01f35a18b42b08f23f5c7e8490801a7da8fd6f6e77708d9f26f22c423e",
            "02615c78e21078c21a63cb21cc4d29eaa148d97c3dcbe7be5d9d4dda4e969bb05a",
            "033d301dc7ef7ab653da36da1285063ea9be1448d601e3c9f99185476b9d4ae1d1",
        ],
        HasTestCollateral = true,
        TolerantTargets = (800, 1_800),
        Subsidy = (1, 655_350),
        DeveloperAddress = TestDeveloperAddress,
        Funding = new EraFunding
        {
            Exchange = (4_100, Amount.FromFlux(7_500_000), TestFundAddress),
            Foundation = (4_200, Amount.FromFlux(2_500_000), TestFundAddress),
            SwapPool = (4_300, Amount.FromFlux(2_200_000), TestFundAddress),
            SwapInterval = 100,
            SwapTimes = 10,
        },
        PaymentsFrom = 350,
        Transitions = [(420, 520), (420, 520), (420, 520)],
        BenchmarkKeys =
        [
            (0, "04d422e01f5acff68504b92df96a9004cf61be432a20efe83fe8a94c1aa730fe7dece5d2e8298f2d5672d4e569c55d9f0a73268ef7b92990d8c014e828a7cc48dd"),
            (1_617_508_800, "042023568fbcc4715c34d8596feaabf0683b3dfa7280b2f4df0436311a31086a73fdf507d63c3ec89455037ba738375d17b309c2cd226f173a5ef7841400cd09ec"),
        ],
        FoundationKey = TestFoundationKey,
        Checkpoints = EraCheckpoints.Test,
        DnsSeeds = ["flux-testnet-seed.asoftwaresolution.com", "test.dnsseed.zel.network", "test.dnsseed.runonflux.io"],
        MiningWaitsForPeers = false,
        IsTestNet = true,
    };

    /// <summary>regtest, stock: nothing activates and proof of node counts from genesis (chain reference §13.1).</summary>
    public static EraParameters Regtest => Test with
    {
        Name = "regtest",
        DataSubdirectory = "regtest",
        CurrencyLabel = "REG",
        MessageStart = [0xaa, 0xe8, 0x3f, 0x5f],
        P2PPort = 26126,
        Addresses = AddressPrefixes.Regtest,
        Genesis = EraGenesis.Build(1_296_688_602, 0x16, 0x200f0f0f, EraGenesisSolutions.Regtest),
        Heights = EraHeights.None,
        PowLimit = UInt256.ParseHex(string.Concat(Enumerable.Repeat("0f", 32))),
        Spacing = 120,
        DigishieldAdjust = (0, 0),
        Equihash = (EquihashParameters.Zcash48x5, EquihashParameters.Zcash48x5, EquihashParameters.ZelHash125x4),
        FadeLength = 11,
        AnySolutionSizeUntil = -1,
        ComparesHashes = false,
        PonLimits = (UInt256.ParseHex(string.Concat(Enumerable.Repeat("0f", 32))), UInt256.MaxValue >> 1),
        PonFrom = -1,
        PonCuts = (100, 10),
        EmergencySignatures = 1,
        TolerantTargets = null,
        Subsidy = (0, 150),
        Funding = new EraFunding
        {
            Exchange = (10, Amount.FromFlux(3_000_000), TestFundAddress),
            Foundation = (10, Amount.FromFlux(2_500_000), "t2DFGpj2tciojsGKKrGVwQ92hUwAxWQQgJ9"),
            SwapPool = (10, Amount.FromFlux(2_100_000), "t2Dsexh4v5g2dpL2LLCsR1p9TshMm63jSBM"),
            SwapInterval = 10,
            SwapTimes = 5,
        },
        ShieldsCoinbases = false,
        PaymentsFrom = 100,
        Transitions = [(0, 1_000), (0, 1_000), (0, 100)],
        BenchmarkKeys =
        [
            (0, "04cf3c34f01486bbb34c1a7ca11c2ddb1b3d98698c3f37d54452ff91a8cd5e92a6910ce5fc2cc7ad63547454a965df53ff5be740d4ef4ac89848c2bafd1e40e6b7"),
            (1_617_508_800, "045d54130187b4c4bba25004bf615881c2d79b16950a59114df27dc9858d8e531fda4f3a27aa95ceb2bcc87ddd734be40a6808422655e5350fa9417874556b7342"),
        ],
        Checkpoints = [],
        DnsSeeds = [],
        RequiresStandard = false,
        MinesOnDemand = true,
        IsTestNet = false,
    };
}
