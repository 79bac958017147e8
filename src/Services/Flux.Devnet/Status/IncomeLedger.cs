using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Devnet.State;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Devnet.Status;

/// <summary>
/// What each address earned from coinbases of the best chain. Blocks are read once: totals up to a height are kept in a file, and thrown
/// away when that block is no longer in the best chain.
/// </summary>
internal sealed class IncomeLedger(HomeFolder home)
{
    private const int AtOnce = 8;

    /// <summary>Blocks this deep are not read again; younger ones may still be exchanged.</summary>
    private const int SettledDepth = 10;

    /// <summary>Satoshi by address text, up to the given height.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ReadAsync(FluxdClient fluxd, int height, CancellationToken cancel)
    {
        var kept = await KeptAsync(fluxd, cancel);
        var settled = Math.Max(kept.Height, height - SettledDepth);
        if (settled > kept.Height)
        {
            kept = kept.With(settled, await HashAsync(fluxd, settled, cancel), await SumAsync(fluxd, kept.Height + 1, settled, cancel));
            await File.WriteAllTextAsync(home.IncomeFile, JsonSerializer.Serialize(kept), cancel);
        }
        return kept.With(height, "", await SumAsync(fluxd, settled + 1, height, cancel)).Satoshis;
    }

    private async Task<Kept> KeptAsync(FluxdClient fluxd, CancellationToken cancel)
    {
        try
        {
            var kept = File.Exists(home.IncomeFile) ? JsonSerializer.Deserialize<Kept>(await File.ReadAllTextAsync(home.IncomeFile, cancel)) : null;
            if (kept is { Satoshis: not null } && kept.Hash == await HashAsync(fluxd, kept.Height, cancel)) return kept;
        }
        catch (Exception e) when (e is JsonException or RpcException)
        {
            // Damaged, or of another chain: it is only a cache.
        }
        return new Kept(0, "", []);
    }

    private static async Task<Dictionary<string, long>> SumAsync(FluxdClient fluxd, int from, int to, CancellationToken cancel)
    {
        var sums = new Dictionary<string, long>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForAsync(from, to + 1, options, async (height, token) =>
        {
            var coinbase = (await BlockReader.ReadAsync(fluxd, height, token)).Transactions[0];
            lock (sums) AddOutputs(sums, coinbase);
        });
        return sums;
    }

    private static void AddOutputs(Dictionary<string, long> sums, Transaction coinbase)
    {
        foreach (var output in coinbase.Outputs)
        {
            if (!Address.TryFromScript(output.ScriptPubKey, out var address)) continue;
            var text = address.ToText(AddressPrefixes.Main);
            sums[text] = sums.GetValueOrDefault(text) + output.Value.Satoshis;
        }
    }

    private static async Task<string> HashAsync(FluxdClient fluxd, int height, CancellationToken cancel) =>
        await fluxd.BlockHashAsync(height, cancel);

    /// <summary>Totals of blocks 1 to <paramref name="Height"/>, whose last has the given hash.</summary>
    private sealed record Kept(int Height, string Hash, Dictionary<string, long> Satoshis)
    {
        public Kept With(int height, string hash, Dictionary<string, long> more)
        {
            var sum = new Dictionary<string, long>(Satoshis);
            foreach (var (address, satoshis) in more) sum[address] = sum.GetValueOrDefault(address) + satoshis;
            return new Kept(height, hash, sum);
        }
    }
}
