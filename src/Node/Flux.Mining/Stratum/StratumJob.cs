using System.Collections.Concurrent;
using Flux.Consensus.Work;
using Flux.Primitives;

namespace Flux.Mining.Stratum;

/// <summary>A block that miners work on, and the shares it has had.</summary>
internal sealed class StratumJob(string id, Block block, int height)
{
    /// <summary>Shares remembered; a job lives a minute or two, and each connection's budget is far below this.</summary>
    private const int MostShares = 200_000;

    private readonly ConcurrentDictionary<BlockHash, byte> _shares = new();

    /// <summary>As on the wire.</summary>
    public string Id { get; } = id;

    /// <summary>Complete but for nonce and solution.</summary>
    public Block Block { get; } = block;

    public int Height { get; } = height;

    /// <summary>A block's hash must not be above it.</summary>
    public UInt256 Target { get; } = CompactTarget.Decode(block.Header.Bits);

    /// <summary>False when the share was there before, or there are too many.</summary>
    public bool TryAdd(BlockHash share) => _shares.Count < MostShares && _shares.TryAdd(share, 0);
}
