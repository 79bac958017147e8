namespace Flux.Mining.Stratum;

/// <summary>What the pool page shows.</summary>
public sealed record PoolStatistics
{
    /// <summary>Height that is being worked on; null while there is nothing to mine.</summary>
    public required int? Height { get; init; }

    /// <summary>Why there is nothing to mine; null when there is.</summary>
    public required string? Obstacle { get; init; }

    /// <summary>Solutions that a block takes on average.</summary>
    public required double? BlockDifficulty { get; init; }

    /// <summary>Open connections.</summary>
    public required int Connections { get; init; }

    /// <summary>Addresses that are banned now.</summary>
    public required int Banned { get; init; }

    /// <summary>All workers since the start, by name.</summary>
    public required IReadOnlyList<WorkerStatistics> Workers { get; init; }

    /// <summary>The last blocks found, newest first.</summary>
    public required IReadOnlyList<FoundBlock> Blocks { get; init; }
}
