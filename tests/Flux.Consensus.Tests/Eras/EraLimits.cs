namespace Flux.Consensus.Tests.Eras;

/// <summary>The tests' own copies of the numbers of main and test, typed from chain reference §1.4 to §1.8. Nothing here reads the product's records.</summary>
internal sealed record EraLimits(
    string Name, int Lwma, int Equihash144, int Acadia, int Kamiooka, int Kamata, int Flux, int Halving, int P2shNodes, int Pon,
    int Fade, uint LimitBits, uint PonLimitBits, uint PonStartBits, int PonWindow, uint Spacing, uint GenesisTime, int Payments, int First, int Second, int Third)
{
    public static EraLimits Main { get; } = new(
        "main", 125_000, 125_100, 250_000, 372_500, 558_000, 835_554, 1_076_532, 1_549_500, 2_020_000,
        11, 0x1f07ffff, 0x200fffff, 0x1f0bffff, 30, 120, 1_516_980_000, 560_000, 1344, 100, 52);

    public static EraLimits Test { get; } = new(
        "test", 70, 140, 210, 280, 350, 420, 520, 600, 800,
        10, 0x200effff, 0x200fffff, 0x207fffff, 60, 60, 1_582_228_940, 350, 36, 36, 36);

    /// <summary>Both.</summary>
    public static EraLimits[] Both => [Main, Test];

    /// <summary>Heights of all changes, by name.</summary>
    public (string Name, int Height)[] Upgrades =>
    [
        ("LWMA", Lwma), ("Equihash 144/5", Equihash144), ("Acadia", Acadia), ("Kamiooka", Kamiooka), ("Kamata", Kamata),
        ("Flux", Flux), ("Halving", Halving), ("P2SHNodes", P2shNodes), ("PON", Pon),
    ];

    public static EraLimits Of(string name) => name == "main" ? Main : Test;
}
