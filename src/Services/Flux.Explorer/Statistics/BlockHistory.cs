using System.Text.Json;

namespace Flux.Explorer.Statistics;

/// <summary>
/// Summaries of the last blocks, read once each and kept by hash: a walk from the tip along the parents is right after any reorganisation. One
/// caller reads at a time.
/// </summary>
internal sealed class BlockHistory(IChainCalls chain) : IDisposable
{
    /// <summary>Longest time that statistics look back; the blocks of a day are read in about a second when nobody asked before.</summary>
    public const int MostDays = 30;

    /// <summary>Blocks of <see cref="MostDays"/> at 30 seconds each, and as many again.</summary>
    private const int MostKept = 2 * MostDays * 2880;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private Dictionary<string, BlockSummary> _known = [];

    /// <summary>Main-chain blocks with times at or after <paramref name="time"/>, newest first, up to the first that is older.</summary>
    public async Task<IReadOnlyList<BlockSummary>> SinceAsync(long time, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var blocks = new List<BlockSummary>();
            var hash = (await chain.CallAsync("getbestblockhash", cancellation).ConfigureAwait(false)).GetString();
            while (hash is not null)
            {
                if (!_known.TryGetValue(hash, out var block)) _known[hash] = block = BlockSummary.Of(await chain.CallAsync("getblock", cancellation, hash, 2).ConfigureAwait(false));
                if (block.Time < time) break;
                blocks.Add(block);
                hash = block.Previous;
            }
            if (_known.Count > MostKept) _known = blocks.ToDictionary(block => block.Hash);
            return blocks;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Time of the tip's header, Unix seconds: the clock of statistics, so that a chain of another time has them too.</summary>
    public async Task<long> TipTimeAsync(CancellationToken cancellation)
    {
        JsonElement hash = await chain.CallAsync("getbestblockhash", cancellation).ConfigureAwait(false);
        return (await chain.CallAsync("getblockheader", cancellation, hash.GetString()).ConfigureAwait(false)).GetProperty("time").GetInt64();
    }

    public void Dispose() => _turn.Dispose();
}
