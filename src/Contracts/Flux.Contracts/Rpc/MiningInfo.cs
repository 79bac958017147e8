using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>State of mining (getmininginfo). Members that only our daemon has are null with another.</summary>
/// <param name="Height">Last connected block.</param>
/// <param name="Network">main, test, regtest, classic, local …</param>
/// <param name="IsGenerating">The daemon mines.</param>
/// <param name="Threads">That mine, or are set to; −1: one a core.</param>
/// <param name="LocalRate">The daemon's own solutions per second.</param>
/// <param name="NetworkRate">Solutions per second of the whole network.</param>
/// <param name="Difficulty">Of the next block.</param>
/// <param name="Waiting">Waiting transactions.</param>
/// <param name="BlocksFound">Since mining was started.</param>
/// <param name="Obstacle">Why there is nothing to mine; null when nothing is in the way.</param>
public sealed record MiningInfo(
    int Height, string Network, bool IsGenerating, int Threads, double LocalRate, long NetworkRate, double Difficulty, int Waiting, long? BlocksFound, string? Obstacle)
{
    internal static MiningInfo Read(JsonElement info) => new(
        info.GetProperty("blocks").GetInt32(),
        info.GetProperty("chain").GetString()!,
        info.GetProperty("generate").GetBoolean(),
        info.GetProperty("genproclimit").GetInt32(),
        info.GetProperty("localsolps").GetDouble(),
        info.GetProperty("networksolps").GetInt64(),
        info.GetProperty("difficulty").GetDouble(),
        info.GetProperty("pooledtx").GetInt32(),
        info.TryGetProperty("blocksfound", out var found) ? found.GetInt64() : null,
        info.TryGetProperty("obstacle", out var obstacle) ? obstacle.GetString() : null);
}
