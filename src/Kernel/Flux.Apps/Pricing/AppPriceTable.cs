namespace Flux.Apps.Pricing;

/// <summary>
/// What an app costs on a network with integer prices: satoshi for one instance and one month (the network's month in blocks).
/// </summary>
/// <remarks>
/// <see cref="Own"/> is the existing network's table in force (fluxos-protocol §5.2, from height 1,597,156: 0.03 / 0.01 / 0.004 FLUX, ports
/// and static addresses 0.4, chosen nodes 0.8) divided by the three instances it is quoted for, rounded to thousands of satoshi.
/// Every instance costs the same: the existing network's surcharge from the second extra instance on is not taken over.
/// </remarks>
public sealed record AppPriceTable
{
    /// <summary>A tenth of a core.</summary>
    public required long CpuTenth { get; init; }

    /// <summary>100 MB of memory.</summary>
    public required long Ram100Mb { get; init; }

    /// <summary>1 GB of storage.</summary>
    public required long HddGb { get; init; }

    /// <summary>Each port that costs extra (<see cref="Specs.AppRules.EnterprisePorts"/>).</summary>
    public required long EnterprisePort { get; init; }

    /// <summary>Nodes with a static address only.</summary>
    public required long StaticIp { get; init; }

    /// <summary>Chosen nodes, or an encrypted part.</summary>
    public required long Scope { get; init; }

    /// <summary>Least price of any payment, whatever it buys.</summary>
    public required long Minimum { get; init; }

    /// <summary>The table of our own networks.</summary>
    public static AppPriceTable Own { get; } = new()
    {
        CpuTenth = 1_000_000,
        Ram100Mb = 333_000,
        HddGb = 133_000,
        EnterprisePort = 13_333_000,
        StaticIp = 13_333_000,
        Scope = 26_667_000,
        Minimum = 1_000_000,
    };
}
