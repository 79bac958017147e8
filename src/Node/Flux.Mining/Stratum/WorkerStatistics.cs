namespace Flux.Mining.Stratum;

/// <summary>What a worker did since the server started.</summary>
public sealed record WorkerStatistics
{
    /// <summary>As it authorized.</summary>
    public required string Name { get; init; }

    /// <summary>Open connections on which it is authorized.</summary>
    public required int Connections { get; init; }

    /// <summary>Shares that counted.</summary>
    public required long Accepted { get; init; }

    /// <summary>Shares for jobs that were over.</summary>
    public required long Stale { get; init; }

    /// <summary>Shares sent again.</summary>
    public required long Duplicate { get; init; }

    /// <summary>Shares that were wrong or above their target.</summary>
    public required long Invalid { get; init; }

    /// <summary>Blocks found.</summary>
    public required int Blocks { get; init; }

    /// <summary>Solutions that its last share stood for.</summary>
    public required double Difficulty { get; init; }

    /// <summary>Estimated from the shares of the last ten minutes.</summary>
    public required double SolutionsPerSecond { get; init; }

    /// <summary>When the last share was accepted; null before the first.</summary>
    public required DateTimeOffset? LastShare { get; init; }
}
