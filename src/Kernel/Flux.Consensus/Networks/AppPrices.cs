namespace Flux.Consensus.Networks;

/// <summary>What apps cost on an own network: satoshi for one instance and one month (architecture §4). The kernel of the apps computes with them.</summary>
public sealed record AppPrices
{
    /// <summary>Most of any of them, satoshi: 1,000,000 FLUX.</summary>
    public const long Most = 100_000_000_000_000;

    /// <summary>A tenth of a core.</summary>
    public required long CpuTenth { get; init; }

    /// <summary>100 MB of memory.</summary>
    public required long Ram100Mb { get; init; }

    /// <summary>1 GB of storage.</summary>
    public required long HddGb { get; init; }

    /// <summary>Each port that costs extra.</summary>
    public required long EnterprisePort { get; init; }

    /// <summary>Nodes with a static address only.</summary>
    public required long StaticIp { get; init; }

    /// <summary>Chosen nodes, or an encrypted part.</summary>
    public required long Scope { get; init; }

    /// <summary>Least price of any payment.</summary>
    public required long Minimum { get; init; }
}
