using Flux.Chain.Templates;
using Flux.Consensus.Work;
using Flux.Daemon.Rpc;
using Flux.Primitives.Scripts;

namespace Flux.Daemon.Node;

/// <summary>
/// Templates for those who solve blocks elsewhere (getblocktemplate, Stratum). One is kept until the tip changes, or until the pool has
/// changed and it is five seconds old (chain reference §12.5): asking often costs nothing.
/// </summary>
internal sealed class TemplateSource(FluxdNode node) : IDisposable
{
    /// <summary>What fluxd counts for an empty block.</summary>
    private const int EmptyBlockSize = 1_000;

    private static readonly TimeSpan OldestWithChangedPool = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private BlockTemplate? _kept;
    private Script _keptFor;
    private long _keptAt;

    /// <summary>Estimated bytes of the last template's block; 0 before there was one.</summary>
    public long LastBlockSize { get; private set; }

    /// <summary>Transactions of the last template without the coinbase.</summary>
    public int LastBlockTransactions { get; private set; }

    /// <summary>A template on the present tip, with the time of now.</summary>
    /// <exception cref="RpcFault">Blocks are made by FluxNodes at this height.</exception>
    public async Task<BlockTemplate> CurrentAsync(Script minerScript, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_kept is null || !IsFresh(_kept) || _keptFor != minerScript) await RenewAsync(minerScript, cancellation).ConfigureAwait(false);
            return WithTimeOfNow(_kept!);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private bool IsFresh(BlockTemplate template) =>
        template.Parent.Hash == node.Chain.Snapshot.Tip.Hash
        && (template.PoolVersion == node.Chain.Mempool.Version || node.Time.GetElapsedTime(_keptAt) < OldestWithChangedPool);

    private async Task RenewAsync(Script minerScript, CancellationToken cancellation)
    {
        var height = node.Chain.Snapshot.Height + 1;
        if (node.Network.IsPonAt(height)) throw RpcFault.Misc($"Blocks from height {height} on are made by FluxNodes: there is nothing to mine (tx-coinbase-missing-dev-funding)");
        _kept = await node.Chain.BuildTemplateAsync(minerScript, new TemplateOptions { Time = Now }, cancellation).ConfigureAwait(false);
        (_keptFor, _keptAt) = (minerScript, node.Time.GetTimestamp());
        LastBlockTransactions = _kept.Transactions.Length;
        LastBlockSize = EmptyBlockSize + _kept.Transactions.Sum(entry => (long)entry.Transaction.Size);
    }

    private uint Now => (uint)node.Time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Moves the time on, and with it the bits where they depend on it.</summary>
    private BlockTemplate WithTimeOfNow(BlockTemplate template)
    {
        var time = Math.Max(template.MinimumTime, Now);
        if (time == template.Block.Header.Time) return template;
        var bits = node.Chain.RequiredBits(template.Parent, time);
        var header = template.Block.Header with { Time = time, Bits = bits };
        return template with { Block = template.Block with { Header = header }, Target = CompactTarget.Decode(bits) };
    }
}
