using Flux.Chain.Events;
using Flux.Chain.Import;
using Flux.Chain.Mempool;
using Flux.Chain.Selection;
using Flux.Chain.Snapshots;
using Flux.Chain.Store;
using Flux.Chain.Store.Files;
using Flux.Chain.Templates;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Microsoft.Extensions.Logging;

namespace Flux.Chain.Writer;

/// <summary>
/// What the writer works with, and the verbs it knows. Every member but <see cref="Snapshot"/> and <see cref="Tree"/>'s reads is for the
/// writer only.
/// </summary>
internal sealed class ChainCore : IChainObserver, IDisposable
{
    private readonly PoolKeeper _keeper;
    private readonly PoolFollower _follower;
    private readonly BlockTemplateBuilder _templates;
    private readonly OrphanBlocks _orphans;
    private readonly BlockPruner? _pruner;
    private readonly SnapshotMaker _snapshots;
    private readonly TimeProvider _time;
    private readonly ChainOptions _options;
    private DateTimeOffset _lastFlush;
    private volatile ChainSnapshot _snapshot;
    private HeaderEntry _announced;
    private bool _reorganising;

    public ChainCore(ChainOptions options, ChainStore store, HeaderTree tree, TimeProvider time, ILogger log)
    {
        (_options, _time) = (options, time);
        Parts = new ChainParts(options, store, tree, this, time, log);
        Reader = new BlockReader(store.Archive);
        Missing = new MissingBlocks(tree);
        _orphans = new OrphanBlocks(options.MostOrphanBlocks);
        _snapshots = new SnapshotMaker(options.Network, tree, time);
        Base = SnapshotBase.Read(store.Database);
        _snapshot = MakeSnapshot();
        _announced = _snapshot.Tip;
        var context = NewPoolContext(time);
        _keeper = new PoolKeeper(context, time, Events, Fees);
        _follower = new PoolFollower(context, _keeper, Events, Fees);
        _pruner = options.PruneTarget is { } target ? new BlockPruner(store, tree, target, FlushAlone) : null;
        _templates = new BlockTemplateBuilder(options.Network, Parts, Pool, time);
    }

    /// <summary>No block at hand.</summary>
    public static IReadOnlyDictionary<BlockHash, Block> NoBlocks { get; } = new Dictionary<BlockHash, Block>();

    public ChainParts Parts { get; }

    public HeaderTree Tree => Parts.Tree;

    public TransactionPool Pool { get; } = new();

    /// <summary>What the blocks say about fees; may be asked from any thread.</summary>
    public FeeEstimator Fees { get; } = new();

    public BlockReader Reader { get; }

    public MissingBlocks Missing { get; }

    public EventHub Events { get; } = new();

    public ChainSnapshot Snapshot => _snapshot;

    /// <summary>The snapshot that the store began with; null when it began with genesis.</summary>
    public SnapshotBase? Base { get; private set; }

    /// <summary>Notes the snapshot that the store began with, or that its history was checked.</summary>
    public bool Began(SnapshotBase snapshot)
    {
        snapshot.WriteTo(Parts.Store.Database);
        Base = snapshot;
        Publish();
        Events.Publish(new TipChanged(_snapshot));
        return true;
    }

    /// <summary>Freezes the state as of now for a snapshot; null at genesis, and while the own history is open.</summary>
    public SnapshotExport? StartExport()
    {
        if (Tree.Tip.Height == 0 || Base is { IsChecked: false }) return null;
        Flush();
        return new SnapshotExport(Parts.Store, Tree.Tip);
    }

    /// <summary>From this main-chain height on every block is here; 0 when none was pruned.</summary>
    public int LowestBlock
    {
        get
        {
            var pruned = Parts.Store.Archive.HighestPruned + 1;
            return Base is { } began ? Math.Max(began.Height, pruned) : pruned;
        }
    }

    /// <summary>Something waits for a flush.</summary>
    public bool IsDirty => Parts.Store.IsDirty;

    public SubmitResult SubmitBlock(Block block, bool requested, CancellationToken stopping)
    {
        if (Tree.Find(block.Header.Previous) is not { } parent) return Orphan(block);
        var result = Parts.Intake.AcceptBlock(block, parent, requested);
        if (result.Kind != SubmitKind.Accepted) return result;
        var verdict = Select(One(block), stopping).GetValueOrDefault(block.Hash);
        AdoptOrphans(block.Hash, stopping);
        var entry = Tree.Find(block.Hash);
        return verdict.IsOk ? result with { Entry = entry } : new SubmitResult(SubmitKind.Invalid, verdict, entry);
    }

    /// <summary>
    /// Judges blocks that were prepared away from the writer; <see cref="SubmitKind.Orphan"/> means that the parent is not known, and nothing
    /// is kept. <paramref name="stored"/>: where they are stored already, or null.
    /// </summary>
    public IReadOnlyList<SubmitResult> Import(IReadOnlyList<PreparedBlock> blocks, IReadOnlyList<FlatPosition>? stored, CancellationToken stopping)
    {
        var results = new SubmitResult[blocks.Count];
        var fresh = new Dictionary<BlockHash, Block>();
        for (var i = 0; i < results.Length; i++)
        {
            var block = blocks[i].Block;
            results[i] = block.Hash == _options.Network.Genesis.Hash ? new SubmitResult(SubmitKind.Duplicate, Verdict.Ok, null)
                : Tree.Find(block.Header.Previous) is { } parent ? Parts.Intake.AcceptBlock(blocks[i], parent, stored?[i])
                : new SubmitResult(SubmitKind.Orphan, Verdict.Ok, null);
            if (results[i].Kind == SubmitKind.Accepted) fresh.Add(block.Hash, block);
        }
        if (fresh.Count == 0) return results;
        var refused = Select(fresh, stopping);
        for (var i = 0; i < results.Length; i++)
        {
            var hash = blocks[i].Block.Hash;
            if (refused.TryGetValue(hash, out var verdict)) results[i] = new SubmitResult(SubmitKind.Invalid, verdict, Tree.Find(hash));
        }
        return results;
    }

    public HeadersResult SubmitHeaders(IReadOnlyList<BlockHeader> headers)
    {
        if (headers.Count == 0) return new HeadersResult(null, 0, Verdict.Ok, false);
        if (Tree.Find(headers[0].Previous) is not { } parent) return new HeadersResult(null, 0, Verdict.Ok, true);
        HeaderEntry? last = null;
        var added = 0;
        foreach (var header in headers)
        {
            if (header.Previous != parent.Hash) return Headers(last, added, Verdict.Fail(BlockRejects.NotContinuous));
            var isNew = Tree.Find(header.Hash) is null;
            var (entry, verdict) = Parts.Intake.AcceptHeader(header, parent);
            if (entry is null) return Headers(last, added, verdict);
            (parent, last, added) = (entry, entry, added + (isNew ? 1 : 0));
        }
        return Headers(last, added, Verdict.Ok);
    }

    public Verdict TestBlock(Block block)
    {
        if (block.Header.Previous != Tree.Tip.Hash) return Verdict.Fail(BlockRejects.NotOnTip);
        var verdict = Parts.Intake.TestBody(block, Tree.Tip);
        return verdict.IsOk ? Parts.State.TryConnect(block) : verdict;
    }

    public bool Invalidate(BlockHash hash, CancellationToken stopping) => Judge(hash, Parts.Selector.Invalidate, stopping);

    public bool Reconsider(BlockHash hash, CancellationToken stopping) => Judge(hash, Parts.Selector.Reconsider, stopping);

    public bool Prefer(BlockHash hash, CancellationToken stopping) => Judge(hash, Parts.Selector.Prefer, stopping);

    public PoolResult SubmitTransaction(Transaction transaction, TransactionOrigin origin, bool allowAbsurdFee) =>
        _keeper.Submit(transaction, origin, allowAbsurdFee);

    /// <summary>Takes the transactions of mempool.dat back; how many still wait.</summary>
    public int RestorePool(SavedPool saved) => _keeper.Restore(saved);

    public BlockTemplate BuildTemplate(Script minerScript, TemplateOptions options) => _templates.Build(minerScript, options);

    /// <summary>Begins to count the state as of now.</summary>
    public StateCount StartCount()
    {
        Flush();
        return new StateCount(Parts.Store, Parts.State.Ledger);
    }

    /// <summary>Moves to the best branch and tells everybody.</summary>
    /// <returns>Blocks that were refused while being connected, and why.</returns>
    public IReadOnlyDictionary<BlockHash, Verdict> Select(IReadOnlyDictionary<BlockHash, Block> fresh, CancellationToken stopping)
    {
        var refused = Parts.Selector.Activate(fresh, stopping);
        _reorganising = false;
        Publish();
        _follower.Settle(_snapshot.Ledger, _snapshot.MedianTime);
        if (_announced.Hash == _snapshot.Tip.Hash) return refused;
        _announced = _snapshot.Tip;
        Events.Publish(new TipChanged(_snapshot));
        return refused;
    }

    /// <summary>Flushes when it is time to; otherwise says when.</summary>
    public TimeSpan? FlushWhenDue()
    {
        if (!IsDirty) return null;
        var wait = _lastFlush + _options.FlushInterval - _time.GetUtcNow();
        if (wait > TimeSpan.Zero && !Parts.Store.IsFull) return wait;
        Flush();
        return null;
    }

    public void Flush()
    {
        FlushAlone();
        _pruner?.Run();
    }

    private void FlushAlone()
    {
        if (IsDirty) Parts.Store.Flush(Tree.Tip.Hash, Tree.Best.Hash);
        Tree.MarkFlushed();
        _lastFlush = _time.GetUtcNow();
    }

    void IChainObserver.Connected(Block block, HeaderEntry entry)
    {
        if (_reorganising) CrashPoint.Reach(CrashPoint.ReorgHalfway);
        _follower.Connected(block, entry.Height);
        Events.Publish(new BlockConnected(block, entry));
        if (Parts.Store.IsFull) Flush();
        Publish();
    }

    void IChainObserver.Disconnected(Block block, HeaderEntry entry)
    {
        _follower.Disconnected(block);
        Events.Publish(new BlockDisconnected(block, entry));
        if (Parts.Store.IsFull) Flush();
    }

    void IChainObserver.ReachedFork()
    {
        _reorganising = true;
        CrashPoint.Reach(CrashPoint.ReorgDisconnected);
    }

    public void Dispose() => Parts.Store.Dispose();

    private static Dictionary<BlockHash, Block> One(Block block) => new() { [block.Hash] = block };

    private SubmitResult Orphan(Block block)
    {
        // Work is cheap to claim and a parent cheap to invent: only a block that proves its own work is kept.
        var verdict = Parts.Intake.CheckAlone(block);
        if (!verdict.IsOk) return new SubmitResult(SubmitKind.Invalid, verdict, null);
        _orphans.Add(block);
        return new SubmitResult(SubmitKind.Orphan, Verdict.Ok, null);
    }

    private void AdoptOrphans(BlockHash parent, CancellationToken stopping)
    {
        var open = new Queue<BlockHash>([parent]);
        while (open.TryDequeue(out var next) && Tree.Find(next) is { } entry)
        {
            foreach (var child in _orphans.TakeChildren(next))
            {
                if (Parts.Intake.AcceptBlock(child, entry, requested: true).Kind != SubmitKind.Accepted) continue;
                Select(One(child), stopping);
                open.Enqueue(child.Hash);
            }
        }
    }

    private HeadersResult Headers(HeaderEntry? last, int added, Verdict verdict)
    {
        if (added > 0) Publish();
        return new HeadersResult(last, added, verdict, false);
    }

    private bool Judge(BlockHash hash, Action<HeaderEntry> judge, CancellationToken stopping)
    {
        if (Tree.Find(hash) is not { Height: > 0 } entry) return false;
        judge(entry);
        Select(NoBlocks, stopping);
        return true;
    }

    private PoolContext NewPoolContext(TimeProvider time) => new()
    {
        Network = _options.Network,
        Options = _options.Pool,
        Ledger = _snapshot.Ledger,
        MedianTime = _snapshot.MedianTime,
        Coins = Parts.Store.Coins,
        Shielded = Parts.Store.Shielded,
        HasCoinsOf = Parts.Store.Coins.HasFlushed,
        Pool = Pool,
        Lately = new LatelyRemoved(time),
        Signatures = Parts.Signatures,
    };

    private void Publish() => _snapshot = MakeSnapshot();

    private ChainSnapshot MakeSnapshot() => _snapshots.Make(Parts.State.Ledger, Base is { IsChecked: false });
}
