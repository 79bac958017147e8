using System.Text.Json.Nodes;

namespace Flux.Contracts.Rpc;

/// <content>Mining, difficulty and new money.</content>
public sealed partial class FluxdClient
{
    /// <summary>State of mining.</summary>
    public Task<MiningInfo> MiningInfoAsync(CancellationToken cancellation = default) => AskAsync("getmininginfo", [], MiningInfo.Read, cancellation);

    /// <summary>Starts mining.</summary>
    /// <param name="threads">−1: one a core.</param>
    /// <param name="address">That found blocks pay; null: the daemon's own setting. Only our daemon takes one.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task StartMiningAsync(int threads, string? address = null, CancellationToken cancellation = default)
    {
        JsonArray parameters = [true, threads];
        if (address is not null) parameters.Add(address);
        return CallAsync("setgenerate", parameters, cancellation);
    }

    /// <summary>Stops mining.</summary>
    public Task StopMiningAsync(CancellationToken cancellation = default) => CallAsync("setgenerate", [false], cancellation);

    /// <summary>Solutions per second of the whole network.</summary>
    /// <param name="blocks">How many of the last blocks it is estimated from; below 1: the averaging window.</param>
    /// <param name="height">The last of them; null: the tip.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<long> NetworkRateAsync(int blocks = 120, int? height = null, CancellationToken cancellation = default) =>
        AskAsync("getnetworksolps", height is { } last ? [blocks, last] : [blocks], result => result.GetInt64(), cancellation);

    /// <summary>How much harder than the easiest target the next block is.</summary>
    public Task<double> DifficultyAsync(CancellationToken cancellation = default) => AskAsync("getdifficulty", [], result => result.GetDouble(), cancellation);

    /// <summary>New money of the block at a height; null: of the next one.</summary>
    public Task<BlockSubsidyInfo> BlockSubsidyAsync(int? height = null, CancellationToken cancellation = default) =>
        AskAsync("getblocksubsidy", height is { } at ? [at] : [], BlockSubsidyInfo.Read, cancellation);
}
