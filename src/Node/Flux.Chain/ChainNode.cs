using Flux.Chain.Events;
using Flux.Chain.Import;
using Flux.Chain.Indexes;
using Flux.Chain.Mempool;
using Flux.Chain.Snapshots;
using Flux.Chain.Store;
using Flux.Chain.Templates;
using Flux.Chain.Writer;
using Flux.Consensus.Rejects;
using Flux.Consensus.Transactions.Policy;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Microsoft.Extensions.Logging;

namespace Flux.Chain;

/// <summary>
/// The chain of one network in one directory: stores blocks, selects the best branch, keeps coins, node list, indexes and mempool.
/// Every member may be called from any thread. Changes go through one writer, in order; reads answer from snapshots at once.
/// When the store fails (<see cref="Stopped"/>), every later change throws the same <see cref="ChainStoreException"/>.
/// </summary>
public sealed partial class ChainNode : IAsyncDisposable
{
    private readonly ChainCore _core;
    private readonly ChainWriter _writer;
    private readonly FlushTimer _flushes;
    private readonly PoolSaver? _poolSaver;
    private readonly TimeProvider _time;
    private readonly UseGate _gate = new();
    private bool _disposed;

    private ChainNode(ChainOptions options, ChainCore core, TimeProvider time, ILoggerFactory loggers)
    {
        (Options, _core, _time) = (options, core, time);
        _flushes = new FlushTimer(time);
        _writer = new ChainWriter(() => _flushes.Schedule(core.FlushWhenDue()), loggers.CreateLogger<ChainNode>());
        if (options.PersistPool) _poolSaver = new PoolSaver(core.Pool, core.Fees, options.DataDirectory, options.Network.Genesis.Hash, time, loggers.CreateLogger<ChainNode>());
        _flushes.Attach(() => _writer.TryPost(() => { }));
        Addresses = options.AddressIndex ? new AddressIndex(core.Parts.Store.Database, core.Pool, FlushForReadersAsync, _gate) : null;
    }

    /// <summary>Opens or creates the chain, repairs what a crash left, and selects the best branch.</summary>
    /// <exception cref="ChainStoreException">The directory cannot be used; the message says why and what to do.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public static async Task<ChainNode> OpenAsync(ChainOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        options.Validate();
        var core = await Task.Run(() => ChainStart.OpenAsync(options, time, loggers.CreateLogger<ChainNode>(), cancellationToken), cancellationToken);
        var node = new ChainNode(options, core, time, loggers);
        if (core.Base is not { IsChecked: false } began) HistoryCheck.Clear(options.DataDirectory);
        else await node.StartHistoryAsync(began, time, loggers, cancellationToken);
        return node;
    }

    /// <summary>Settings it was opened with.</summary>
    public ChainOptions Options { get; }

    /// <summary>The present state.</summary>
    public ChainSnapshot Snapshot => _core.Snapshot;

    /// <summary>The waiting transactions.</summary>
    public TransactionPool Mempool => _core.Pool;

    /// <summary>The address index; null when it is switched off.</summary>
    public AddressIndex? Addresses { get; }

    /// <summary>The fee rate that was enough to be mined within so many blocks, 1 to 25; null when too little is known.</summary>
    public FeeRate? EstimateFee(int blocks) => _core.Fees.Estimate(blocks);

    /// <summary>Completes when the node is disposed; fails with <see cref="ChainStoreException"/> when the store failed and the node can do no more.</summary>
    public Task Stopped => _writer.Stopped;

    /// <summary>Judges a block and connects it when its branch is the best one.</summary>
    /// <param name="block">The block.</param>
    /// <param name="requested">We asked for it; others are ignored when they cannot matter now (chain reference §10.1).</param>
    /// <param name="cancellationToken">Gives up waiting; the block may be judged nevertheless.</param>
    public async Task<SubmitResult> SubmitBlockAsync(Block block, bool requested, CancellationToken cancellationToken) =>
        await SubmitHistoryAsync(block, cancellationToken)
        ?? await WriteAsync(() => _core.SubmitBlock(block, requested, _writer.Stopping), cancellationToken);

    /// <summary>
    /// Judges every block in the files, in whatever order they stand (<c>bootstrap.dat</c>, <c>blkNNNNN.dat</c> of this or the C++ daemon), with
    /// all checks. <paramref name="report"/> hears every few seconds how far it has come.
    /// </summary>
    /// <exception cref="ImportException">A file cannot be read; what was read before stays.</exception>
    public Task<ImportResult> ImportAsync(IReadOnlyList<string> paths, Action<ImportProgress> report, CancellationToken cancellationToken)
    {
        var import = new FileImport(
            Options.Network, _core.Parts.Preparer,
            blocks => WriteAsync(() => _core.Import(blocks, null, _writer.Stopping), cancellationToken), () => Snapshot.Height, _time);
        return Task.Run(() => import.RunAsync(paths, report, cancellationToken), cancellationToken);
    }

    /// <summary>Judges headers that follow one another and adds the good ones up to the first bad one.</summary>
    public Task<HeadersResult> SubmitHeadersAsync(IReadOnlyList<BlockHeader> headers, CancellationToken cancellationToken) =>
        WriteAsync(() => _core.SubmitHeaders(headers), cancellationToken);

    /// <summary>Judges a loose transaction.</summary>
    public Task<PoolResult> SubmitTransactionAsync(Transaction transaction, TransactionOrigin origin, CancellationToken cancellationToken) =>
        SubmitTransactionAsync(transaction, origin, allowAbsurdFee: false, cancellationToken);

    /// <summary>Judges a loose transaction; <paramref name="allowAbsurdFee"/>: its sender knows that the fee is high.</summary>
    public Task<PoolResult> SubmitTransactionAsync(Transaction transaction, TransactionOrigin origin, bool allowAbsurdFee, CancellationToken cancellationToken) =>
        _writer.RunAsync(WriterLane.Transactions, () => _core.SubmitTransaction(transaction, origin, allowAbsurdFee), cancellationToken);

    /// <summary>What a block on the present tip would be judged like, proof of work apart. Changes nothing.</summary>
    public Task<Verdict> TestBlockAsync(Block block, CancellationToken cancellationToken) =>
        AskAsync(() => _core.TestBlock(block), cancellationToken);

    /// <summary>An unsolved block on the present tip that pays <paramref name="minerScript"/>.</summary>
    public Task<BlockTemplate> BuildTemplateAsync(Script minerScript, TemplateOptions options, CancellationToken cancellationToken) =>
        AskAsync(() => _core.BuildTemplate(minerScript, options), cancellationToken);

    /// <summary>Declares a block and its descendants invalid and leaves their branch; false when the block is unknown or genesis.</summary>
    public Task<bool> InvalidateAsync(BlockHash hash, CancellationToken cancellationToken) =>
        WriteAsync(() => _core.Invalidate(hash, _writer.Stopping), cancellationToken);

    /// <summary>Takes back every judgement about a block, its ancestors and descendants, and selects anew; false when the block is unknown.</summary>
    public Task<bool> ReconsiderAsync(BlockHash hash, CancellationToken cancellationToken) =>
        WriteAsync(() => _core.Reconsider(hash, _writer.Stopping), cancellationToken);

    /// <summary>Prefers a block among those with the same work, until another is preferred; false when the block is unknown or genesis.</summary>
    public Task<bool> PreferAsync(BlockHash hash, CancellationToken cancellationToken) =>
        WriteAsync(() => _core.Prefer(hash, _writer.Stopping), cancellationToken);

    /// <summary>Counts the whole state from the store.</summary>
    public async Task<ChainTotals> TotalsAsync(CancellationToken cancellationToken)
    {
        var count = await WriteAsync(_core.StartCount, cancellationToken);
        using (count) return await Task.Run(() => count.Run(_gate, cancellationToken), cancellationToken);
    }

    /// <summary>Writes everything to the disk now.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => WriteAsync(() =>
    {
        _core.Flush();
        return true;
    }, cancellationToken);

    /// <summary>Listens to what happens from now on. The subscription ends by itself when more than <paramref name="capacity"/> events wait in it.</summary>
    public ChainSubscription Subscribe(int capacity = ChainSubscription.DefaultCapacity) => _core.Events.Subscribe(capacity);

    /// <summary>Stops the writer, flushes and releases the directory.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        _flushes.Dispose();
        if (_history is { } history) await history.DisposeAsync();
        await _writer.DisposeAsync();
        await _gate.CloseAsync();
        try
        {
            // After a failure memory and disk may differ: what was flushed before is the state.
            if (_writer.Stopped.IsCompletedSuccessfully) _core.Flush();
            else _poolSaver?.Abandon();
        }
        finally
        {
            _poolSaver?.Dispose();
            _core.Events.Complete();
            _core.Dispose();
        }
    }

    private Task<T> WriteAsync<T>(Func<T> work, CancellationToken cancellationToken) => _writer.RunAsync(WriterLane.Blocks, work, cancellationToken);

    private Task<T> AskAsync<T>(Func<T> work, CancellationToken cancellationToken) => _writer.RunAsync(WriterLane.Questions, work, cancellationToken);

    private async Task FlushForReadersAsync(CancellationToken cancellationToken)
    {
        if (_core.IsDirty) await FlushAsync(cancellationToken);
    }
}
