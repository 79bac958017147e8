using Flux.Chain.Events;
using Flux.Chain.Indexes;
using Flux.Chain.Mempool;
using Flux.Chain.Selection;
using Flux.Chain.Store;
using Flux.Chain.Templates;
using Flux.Consensus.Blocks;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Microsoft.Extensions.Logging;

namespace Flux.Chain;

/// <summary>
/// The chain of one network in one directory: stores blocks, selects the best branch, keeps coins, node list, indexes and mempool.
/// Every member may be called from any thread. Changes go through one writer, in order; reads answer from snapshots at once.
/// When the store fails (<see cref="Stopped"/>), every later change throws the same <see cref="ChainStoreException"/>.
/// </summary>
public sealed class ChainNode : IAsyncDisposable
{
    /// <summary>Opens or creates the chain, repairs what a crash left, and selects the best branch.</summary>
    /// <exception cref="ChainStoreException">The directory cannot be used; the message says why and what to do.</exception>
    public static Task<ChainNode> OpenAsync(ChainOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Settings it was opened with.</summary>
    public ChainOptions Options => throw new NotImplementedException();

    /// <summary>The present state.</summary>
    public ChainSnapshot Snapshot => throw new NotImplementedException();

    /// <summary>The waiting transactions.</summary>
    public TransactionPool Mempool => throw new NotImplementedException();

    /// <summary>The address index; null when it is switched off.</summary>
    public AddressIndex? Addresses => throw new NotImplementedException();

    /// <summary>Completes when the node is disposed; fails with <see cref="ChainStoreException"/> when the store failed and the node can do no more.</summary>
    public Task Stopped => throw new NotImplementedException();

    /// <summary>Judges a block and connects it when its branch is the best one.</summary>
    /// <param name="block">The block.</param>
    /// <param name="requested">We asked for it; others are ignored when they cannot matter now (chain reference §10.1).</param>
    /// <param name="cancellationToken">Gives up waiting; the block may be judged nevertheless.</param>
    public Task<SubmitResult> SubmitBlockAsync(Block block, bool requested, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Judges headers that follow one another and adds the good ones up to the first bad one.</summary>
    public Task<HeadersResult> SubmitHeadersAsync(IReadOnlyList<BlockHeader> headers, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Judges a loose transaction.</summary>
    public Task<PoolResult> SubmitTransactionAsync(Transaction transaction, TransactionOrigin origin, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>What a block on the present tip would be judged like, proof of work apart. Changes nothing.</summary>
    public Task<Verdict> TestBlockAsync(Block block, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>An unsolved block on the present tip that pays <paramref name="minerScript"/>.</summary>
    public Task<BlockTemplate> BuildTemplateAsync(Script minerScript, TemplateOptions options, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Declares a block and its descendants invalid and leaves their branch; false when the block is unknown or genesis.</summary>
    public Task<bool> InvalidateAsync(BlockHash hash, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Takes back every judgement about a block, its ancestors and descendants, and selects anew; false when the block is unknown.</summary>
    public Task<bool> ReconsiderAsync(BlockHash hash, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Counts the whole state from the store.</summary>
    public Task<ChainTotals> TotalsAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Writes everything to the disk now.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Listens to what happens from now on. The subscription ends by itself when more than <paramref name="capacity"/> events wait in it.</summary>
    public ChainSubscription Subscribe(int capacity = ChainSubscription.DefaultCapacity) => throw new NotImplementedException();

    /// <summary>The main-chain header at a height, or null.</summary>
    public HeaderEntry? HeaderAt(int height) => throw new NotImplementedException();

    /// <summary>What is known of a header, or null.</summary>
    public HeaderEntry? FindHeader(BlockHash hash) => throw new NotImplementedException();

    /// <summary>The ancestor of a header at a height; itself at its own height; null when there is none.</summary>
    public HeaderEntry? Ancestor(HeaderEntry entry, int height) => throw new NotImplementedException();

    /// <summary>Median time past of a header and its ten ancestors, Unix seconds.</summary>
    public uint MedianTimeOf(HeaderEntry entry) => throw new NotImplementedException();

    /// <summary>Bits that a child of <paramref name="parent"/> with this time must have.</summary>
    public uint RequiredBits(HeaderEntry parent, uint time) => throw new NotImplementedException();

    /// <summary>The whole header.</summary>
    public BlockHeader ReadHeader(HeaderEntry entry) => throw new NotImplementedException();

    /// <summary>The stored block, or null when it is not here.</summary>
    public Block? ReadBlock(BlockHash hash) => throw new NotImplementedException();

    /// <summary>The stored block as on the wire, or null when it is not here.</summary>
    public byte[]? ReadBlockBytes(BlockHash hash) => throw new NotImplementedException();

    /// <summary>What a block that was connected overwrote (spent coins among it), or null.</summary>
    public BlockUndo? ReadUndo(BlockHash hash) => throw new NotImplementedException();

    /// <summary>An unspent output; with the mempool, one spent there counts as spent and one made there as unspent.</summary>
    public FoundCoin? GetCoin(OutPoint outPoint, bool includeMempool) => throw new NotImplementedException();

    /// <summary>A transaction in the mempool or, with the transaction index, in the main chain. Without the index also one that has unspent outputs.</summary>
    public Task<FoundTransaction?> FindTransactionAsync(TxId id, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Who spent an output on the main chain; null when nobody did or the spent index is off.</summary>
    public Task<SpentOutput?> FindSpenderAsync(OutPoint outPoint, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Hashes that describe the branch ending in <paramref name="from"/> (default: the best header): the last 10, then doubling steps, then genesis.</summary>
    public IReadOnlyList<BlockHash> Locator(HeaderEntry? from = null) => throw new NotImplementedException();

    /// <summary>
    /// Main-chain headers after the first locator entry that lies on it (after genesis when none does), up to and including
    /// <paramref name="stop"/>, at most <paramref name="max"/>. An empty locator asks for the header <paramref name="stop"/> alone.
    /// </summary>
    public IReadOnlyList<BlockHeader> HeadersAfter(IReadOnlyList<BlockHash> locator, BlockHash stop, int max) => throw new NotImplementedException();

    /// <summary>Headers on the branch of the best header whose blocks are not stored, lowest first.</summary>
    public IReadOnlyList<HeaderEntry> MissingBlocks(int max) => throw new NotImplementedException();

    /// <summary>The ends of all branches, highest first.</summary>
    public IReadOnlyList<ChainTip> Tips() => throw new NotImplementedException();

    /// <summary>Stops the writer, flushes and releases the directory.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
