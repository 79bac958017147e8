using System.Text.Json;

namespace Flux.Cli.Commands.Mine;

/// <summary>What getmininginfo says that a person wants to see. Members that only our fluxd has are null with another.</summary>
internal sealed record MiningState
{
    public required int Height { get; init; }

    public required bool Generates { get; init; }

    /// <summary>Solutions per second over the last minute.</summary>
    public required double Rate { get; init; }

    public int Threads { get; init; }

    /// <summary>Blocks found since mining was started.</summary>
    public long? Found { get; init; }

    public string? Equihash { get; init; }

    public long? MemoryBytes { get; init; }

    /// <summary>Solutions that a block takes on average.</summary>
    public double? SolutionsPerBlock { get; init; }

    /// <summary>Seconds between blocks where nothing but the miner sets the pace.</summary>
    public int? PaceSeconds { get; init; }

    /// <summary>Why there is nothing to mine.</summary>
    public string? Obstacle { get; init; }

    public static MiningState Read(JsonElement info) => new()
    {
        Height = info.GetProperty("blocks").GetInt32(),
        Generates = info.TryGetProperty("generate", out var generates) && generates.GetBoolean(),
        Rate = info.TryGetProperty("localsolps", out var rate) ? rate.GetDouble() : 0,
        Threads = info.TryGetProperty("genproclimit", out var threads) ? threads.GetInt32() : 0,
        Found = info.TryGetProperty("blocksfound", out var found) ? found.GetInt64() : null,
        Equihash = info.TryGetProperty("equihash", out var equihash) ? equihash.GetString() : null,
        MemoryBytes = info.TryGetProperty("minermemory", out var memory) ? memory.GetInt64() : null,
        SolutionsPerBlock = info.TryGetProperty("solutionsperblock", out var work) ? work.GetDouble() : null,
        PaceSeconds = info.TryGetProperty("pace", out var pace) ? pace.GetInt32() : null,
        Obstacle = info.TryGetProperty("obstacle", out var obstacle) ? obstacle.GetString() : null,
    };
}
