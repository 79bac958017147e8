using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>State of the chain (getblockchaininfo).</summary>
/// <param name="Network">main, test, regtest, classic, local …</param>
/// <param name="Height">Last connected block.</param>
/// <param name="Headers">Best header.</param>
/// <param name="BestBlock">Hash of the last connected block.</param>
/// <param name="IsInitialDownload">Our daemon says so on our networks; null where it is not told.</param>
/// <param name="SettledDepth">Depth from which a block counts as settled; null where it is not told.</param>
/// <param name="Genesis">Hash of block 0; null where it is not told.</param>
public sealed record ChainInfo(string Network, int Height, int Headers, string BestBlock, bool? IsInitialDownload, int? SettledDepth, string? Genesis)
{
    internal static ChainInfo Read(JsonElement info) => new(
        info.GetProperty("chain").GetString()!,
        info.GetProperty("blocks").GetInt32(),
        info.GetProperty("headers").GetInt32(),
        info.GetProperty("bestblockhash").GetString()!,
        info.TryGetProperty("initialblockdownload", out var downloading) ? downloading.GetBoolean() : null,
        info.TryGetProperty("settleddepth", out var depth) ? depth.GetInt32() : null,
        info.TryGetProperty("genesisblockhash", out var genesis) ? genesis.GetString() : null);
}
