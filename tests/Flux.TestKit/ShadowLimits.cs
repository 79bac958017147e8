namespace Flux.TestKit;

/// <summary>The test side's own copies of a network's numbers, written from the table of architecture §4. Amounts in satoshi, distances in blocks.</summary>
public sealed record ShadowLimits
{
    /// <summary>classic.</summary>
    public static ShadowLimits Classic { get; } = new();

    /// <summary>local.</summary>
    public static ShadowLimits Local { get; } = new() { Maturity = 10, Depth = 10, StartToDos = 240, StartToRelease = 720, ConfirmExpiry = 640 };

    /// <summary>Subsidy of block 1.</summary>
    public long Subsidy { get; init; } = 335_00000000;

    /// <summary>Blocks between halvings.</summary>
    public int Halving { get; init; } = 655_350;

    /// <summary>Coinbase maturity.</summary>
    public int Maturity { get; init; } = 100;

    /// <summary>Depth of collaterals.</summary>
    public int Depth { get; init; } = 100;

    /// <summary>Collateral per tier.</summary>
    public long[] Collateral { get; init; } = [1_000_00000000, 12_500_00000000, 40_000_00000000];

    /// <summary>Share of new money that goes to the nodes in percent.</summary>
    public int NodePercent { get; init; } = 50;

    /// <summary>Share of the node half per tier in percent; the last takes the rest.</summary>
    public int[] Percent { get; init; } = [15, 25];

    /// <summary>START to DoS list.</summary>
    public int StartToDos { get; init; } = 480;

    /// <summary>START to release.</summary>
    public int StartToRelease { get; init; } = 960;

    /// <summary>A confirm may be renewed after more than this.</summary>
    public int ConfirmInterval { get; init; } = 100;

    /// <summary>A confirm that changes the address may come after this.</summary>
    public int AddressInterval { get; init; } = 5;

    /// <summary>A confirm lasts this long.</summary>
    public int ConfirmExpiry { get; init; } = 240;

    /// <summary>Default blocks of an escrow payment.</summary>
    public int Month { get; init; } = 22_000;
}
