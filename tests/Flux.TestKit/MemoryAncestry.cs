using Flux.Consensus.Headers;
using Flux.Consensus.Work;
using Flux.Primitives;

namespace Flux.TestKit;

/// <summary>A branch in memory.</summary>
public sealed class MemoryAncestry : IAncestry
{
    private readonly List<HeaderSummary> _headers = [];

    /// <summary>A branch that is only a genesis block.</summary>
    public MemoryAncestry(BlockHeader genesis) => Add(genesis);

    /// <summary>A copy of another branch up to a height.</summary>
    public MemoryAncestry(MemoryAncestry other, int height) => _headers.AddRange(other._headers.Take(height + 1));

    /// <inheritdoc/>
    public int Height => _headers.Count - 1;

    /// <inheritdoc/>
    public HeaderSummary At(int height) => _headers[height];

    /// <summary>Appends.</summary>
    public void Add(BlockHeader header)
    {
        var work = _headers.Count == 0 ? UInt256.Zero : _headers[^1].ChainWork;
        _headers.Add(new HeaderSummary(header.Hash, _headers.Count, header.Version, header.Time, header.Bits, work + ChainWork.Of(header)));
    }

    /// <summary>Takes the last one away.</summary>
    public void RemoveLast() => _headers.RemoveAt(_headers.Count - 1);
}
