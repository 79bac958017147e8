using System.Globalization;
using Flux.Contracts.Rpc;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Devnet.Status;

/// <summary>Reads whole blocks of the best chain over JSON-RPC.</summary>
internal static class BlockReader
{
    public static async Task<Block> ReadAsync(FluxdClient fluxd, int height, CancellationToken cancel)
    {
        var hex = await fluxd.CallAsync("getblock", cancel, height.ToString(CultureInfo.InvariantCulture), 0);
        return BlockCodec.TryParse(Convert.FromHexString(hex.GetString()!), out var block, out var error)
            ? block
            : throw new DevnetException(DevnetProblem.Rejected, $"fluxd sent a block at height {height} that can't be read: {error}");
    }
}
