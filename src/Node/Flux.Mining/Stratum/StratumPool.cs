using Flux.Consensus.Networks;
using Flux.Primitives;

namespace Flux.Mining.Stratum;

/// <summary>What the connections share: jobs, workers, conduct, and the way to the node.</summary>
internal sealed class StratumPool(StratumOptions options, Network network, IStratumPort port, TimeProvider time)
{
    private const int BlocksShown = 20;

    private readonly Lock _gate = new();
    private readonly LinkedList<FoundBlock> _blocks = [];
    private int _nonces;

    public StratumOptions Options { get; } = options;

    public Network Network { get; } = network;

    public IStratumPort Port { get; } = port;

    public TimeProvider Time { get; } = time;

    public JobBook Jobs { get; } = new();

    public WorkerBook Workers { get; } = new(time);

    public AddressConduct Conduct { get; } = new(options, time);

    public IReadOnlyList<FoundBlock> Blocks
    {
        get
        {
            lock (_gate) return [.. _blocks];
        }
    }

    /// <summary>Four bytes that no other connection's nonces begin with.</summary>
    public byte[] NextNonce1() => BitConverter.GetBytes(Interlocked.Increment(ref _nonces));

    /// <summary>Remembers a block that became the tip.</summary>
    public void Found(StratumJob job, BlockHash hash, string worker)
    {
        Workers.Found(worker);
        lock (_gate)
        {
            _blocks.AddFirst(new FoundBlock(job.Height, hash.ToString(), worker, Time.GetUtcNow()));
            if (_blocks.Count > BlocksShown) _blocks.RemoveLast();
        }
    }
}
