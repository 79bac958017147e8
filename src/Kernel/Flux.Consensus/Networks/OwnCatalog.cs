using Flux.Consensus.Work;
using Flux.Crypto.Equihash;

namespace Flux.Consensus.Networks;

/// <summary>The numbers of classic and local: the table of architecture §4. What is not named here is as <see cref="OwnParameters"/> has it.</summary>
public static class OwnCatalog
{
    private const uint ClassicGenesisTime = 1_767_225_600; // 2026-01-01 00:00:00 UTC

    /// <summary>Prices of both.</summary>
    public static AppPrices Prices { get; } = new()
    {
        CpuTenth = 1_000_000,
        Ram100Mb = 333_000,
        HddGb = 133_000,
        EnterprisePort = 13_333_000,
        StaticIp = 13_333_000,
        Scope = 26_667_000,
        Minimum = 1_000_000,
    };

    /// <summary>classic.</summary>
    public static OwnParameters Classic => new()
    {
        Name = "classic",
        CurrencyLabel = "FLUX",
        MessageStart = [0xf7, 0x1c, 0xa5, 0xc1],
        P2PPort = 17125,
        RpcPort = 17124,
        GenesisText = "Flux classic: fair proof of work",
        GenesisTime = ClassicGenesisTime,
        Equihash = EquihashParameters.ZelHash125x4,
        EasiestTarget = UInt256.MaxValue >> 6,
        Spacing = 120,
        Difficulty = DifficultyAlgorithm.Lwma3,
        CollateralDepth = 100,
        StartExpiry = 480,
        Release = 960,
        ConfirmInterval = 100,
        ConfirmExpiry = 240,
        CoinbaseMaturity = 100,
        SettledDepth = 40,
    };

    /// <summary>local, with the genesis time and spacing of one machine's network.</summary>
    public static OwnParameters Local(uint genesisTime, int spacingSeconds) => Classic with
    {
        Name = "local",
        MessageStart = [0xf7, 0x10, 0xca, 0x15],
        P2PPort = 18125,
        RpcPort = 18124,
        GenesisText = "Flux local",
        GenesisTime = genesisTime,
        Equihash = EquihashParameters.Zcash48x5,
        EasiestTarget = UInt256.ParseHex(string.Concat(Enumerable.Repeat("0f", 32))),
        Spacing = spacingSeconds,
        Difficulty = DifficultyAlgorithm.Constant,
        CollateralDepth = 10,
        StartExpiry = 240,
        Release = 720,
        ConfirmExpiry = 640,
        CoinbaseMaturity = 10,
        SettledDepth = 3,
        MinesOnDemand = true,
        AllowsLocalPeers = true,
    };
}
