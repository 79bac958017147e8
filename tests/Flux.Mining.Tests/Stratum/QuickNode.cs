using Flux.Consensus.Networks;
using Flux.Consensus.Work;
using Flux.Mining.Stratum;
using Flux.Primitives;

namespace Flux.Mining.Tests.Stratum;

/// <summary>What a Stratum server needs of a node, without the node: headers on headers, each checked for its proof of work.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "A source without timer or registrations of its own holds nothing to release.")]
internal sealed class QuickNode : IStratumPort
{
    private readonly Lock _gate = new();
    private CancellationTokenSource _changed = new();
    private BlockHash _tip = new(Hash256.Parse(new string('a', 64)));

    public static Network Network { get; } = NetworkCatalog.Local(1_700_000_000);

    public List<BlockHeader> Accepted { get; } = [];

    public uint Bits { get; init; } = Network.Work.PowLimitBits;

    public uint TipTime => 0;

    public string? Obstacle { get; set; }

    public CancellationToken TipChanged
    {
        get
        {
            lock (_gate) return _changed.Token;
        }
    }

    public Task<(Block Block, int Height)> NextWorkAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            var header = new BlockHeader
            {
                Version = 4,
                Previous = _tip,
                MerkleRoot = Hash256.Parse(new string('b', 64)),
                StateRoot = Hash256.Parse(new string('c', 64)),
                Time = 0x62d87f2e,
                Bits = Bits,
            };
            return Task.FromResult((new Block(header, []), Accepted.Count + 1));
        }
    }

    public Task<string?> SubmitAsync(Block block, CancellationToken cancellation)
    {
        CancellationTokenSource before;
        lock (_gate)
        {
            if (block.Header.Previous != _tip) return Task.FromResult<string?>("not on the tip");
            if (!ProofOfWork.Check(Network, block.Header).IsOk) return Task.FromResult<string?>("no proof of work");
            Accepted.Add(block.Header);
            _tip = block.Header.Hash;
            (before, _changed) = (_changed, new CancellationTokenSource());
        }
        before.Cancel();
        return Task.FromResult<string?>(null);
    }

    /// <summary>Somebody else found a block.</summary>
    public void MoveTip(char digit)
    {
        CancellationTokenSource before;
        lock (_gate)
        {
            _tip = new BlockHash(Hash256.Parse(new string(digit, 64)));
            (before, _changed) = (_changed, new CancellationTokenSource());
        }
        before.Cancel();
    }
}
