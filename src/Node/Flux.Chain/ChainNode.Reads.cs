using Flux.Chain.Indexes;
using Flux.Chain.Selection;
using Flux.Chain.Store;
using Flux.Chain.Store.Coins;
using Flux.Consensus.Blocks;
using Flux.Consensus.Headers;
using Flux.Consensus.Work;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Chain;

/// <content>What readers ask; nothing here waits for the writer but where the name ends in Async.</content>
public sealed partial class ChainNode
{
    /// <summary>The main-chain header at a height, or null.</summary>
    public HeaderEntry? HeaderAt(int height)
    {
        using var use = _gate.Enter();
        return _core.Tree.MainAt(height);
    }

    /// <summary>What is known of a header, or null.</summary>
    public HeaderEntry? FindHeader(BlockHash hash)
    {
        using var use = _gate.Enter();
        return _core.Tree.Find(hash);
    }

    /// <summary>The ancestor of a header at a height; itself at its own height; null when there is none.</summary>
    public HeaderEntry? Ancestor(HeaderEntry entry, int height)
    {
        using var use = _gate.Enter();
        return height < 0 || height > entry.Height ? null : _core.Tree.AncestorOf(entry, height);
    }

    /// <summary>Median time past of a header and its ten ancestors, Unix seconds.</summary>
    public uint MedianTimeOf(HeaderEntry entry)
    {
        using var use = _gate.Enter();
        return _core.Tree.WalkFrom(entry).MedianTimePast();
    }

    /// <summary>Bits that a child of <paramref name="parent"/> with this time must have.</summary>
    public uint RequiredBits(HeaderEntry parent, uint time)
    {
        using var use = _gate.Enter();
        return DifficultyRules.RequiredBits(Options.Network, _core.Tree.WalkFrom(parent), time);
    }

    /// <summary>The whole header.</summary>
    public BlockHeader ReadHeader(HeaderEntry entry)
    {
        using var use = _gate.Enter();
        return _core.Reader.Header(entry);
    }

    /// <summary>From this main-chain height on every block is here; 0 when none was pruned.</summary>
    public int LowestBlock
    {
        get
        {
            using var use = _gate.Enter();
            return _core.LowestBlock;
        }
    }

    /// <summary>The stored block, or null when it is not here.</summary>
    public Block? ReadBlock(BlockHash hash)
    {
        using var use = _gate.Enter();
        return ReadStored(hash, _core.Reader.Block);
    }

    /// <summary>The stored block as on the wire, or null when it is not here.</summary>
    public byte[]? ReadBlockBytes(BlockHash hash)
    {
        using var use = _gate.Enter();
        return ReadStored(hash, _core.Reader.BlockBytes);
    }

    /// <summary>What a block that was connected overwrote (spent coins among it), or null.</summary>
    public BlockUndo? ReadUndo(BlockHash hash)
    {
        using var use = _gate.Enter();
        return _core.Tree.Find(hash) is { UndoPosition.IsNone: false } ? ReadStored(hash, _core.Reader.Undo) : null;
    }

    /// <summary>An unspent output; with the mempool, one spent there counts as spent and one made there as unspent.</summary>
    public FoundCoin? GetCoin(OutPoint outPoint, bool includeMempool)
    {
        using var use = _gate.Enter();
        if (includeMempool && Mempool.SpenderOf(outPoint) is not null) return null;
        if (_core.Parts.Store.Coins.Find(outPoint) is { } coin) return new FoundCoin(coin, false);
        return includeMempool && Mempool.FindCoin(outPoint) is { } waiting ? new FoundCoin(waiting, true) : null;
    }

    /// <summary>A transaction in the mempool or, with the transaction index, in the main chain. Without the index also one that has unspent outputs.</summary>
    public async Task<FoundTransaction?> FindTransactionAsync(TxId id, CancellationToken cancellationToken)
    {
        if (Mempool.Find(id) is { } waiting) return new FoundTransaction(waiting.Transaction, null);
        await FlushForReadersAsync(cancellationToken);
        using var use = _gate.Enter();
        return Options.TransactionIndex ? FindIndexed(id) : FindByCoin(id);
    }

    /// <summary>Who spent an output on the main chain; null when nobody did or the spent index is off.</summary>
    public async Task<SpentOutput?> FindSpenderAsync(OutPoint outPoint, CancellationToken cancellationToken)
    {
        if (!Options.SpentIndex) return null;
        await FlushForReadersAsync(cancellationToken);
        using var use = _gate.Enter();
        var database = _core.Parts.Store.Database;
        return database.Get(database.Family(StoreFamilies.Spent), CoinCodec.Key(outPoint)) is { } value ? SpentIndex.Read(value) : null;
    }

    /// <summary>Who spent each of some outputs on the main chain; null where nobody did, and for all when the spent index is off.</summary>
    public async Task<SpentOutput?[]> FindSpendersAsync(IReadOnlyList<OutPoint> outPoints, CancellationToken cancellationToken)
    {
        var found = new SpentOutput?[outPoints.Count];
        if (!Options.SpentIndex || outPoints.Count == 0) return found;
        await FlushForReadersAsync(cancellationToken);
        using var use = _gate.Enter();
        var database = _core.Parts.Store.Database;
        var values = database.MultiGet(database.Family(StoreFamilies.Spent), CoinCodec.Keys(outPoints), CoinCodec.KeySize);
        for (var i = 0; i < found.Length; i++) if (values[i] is { } value) found[i] = SpentIndex.Read(value);
        return found;
    }

    /// <summary>Main-chain blocks with logical times from <paramref name="from"/> to before <paramref name="before"/>, rising; null when the timestamp index is off.</summary>
    public async Task<IReadOnlyList<TimedBlock>?> BlocksBetweenAsync(uint from, uint before, CancellationToken cancellationToken)
    {
        if (!Options.TimestampIndex) return null;
        await FlushForReadersAsync(cancellationToken);
        using var use = _gate.Enter();
        var database = _core.Parts.Store.Database;
        return [.. TimestampIndex.Between(database, database.Family(StoreFamilies.Times), from, before)];
    }

    /// <summary>Hashes that describe the branch ending in <paramref name="from"/> (default: the best header): the last 12, then doubling steps, then genesis.</summary>
    public IReadOnlyList<BlockHash> Locator(HeaderEntry? from = null)
    {
        using var use = _gate.Enter();
        return ChainWalk.Locator(_core.Tree, from ?? _core.Tree.Best);
    }

    /// <summary>
    /// Main-chain headers after the first locator entry that lies on it (after genesis when none does), up to and including
    /// <paramref name="stop"/>, at most <paramref name="max"/>. An empty locator asks for the header <paramref name="stop"/> alone.
    /// </summary>
    public IReadOnlyList<BlockHeader> HeadersAfter(IReadOnlyList<BlockHash> locator, BlockHash stop, int max)
    {
        using var use = _gate.Enter();
        return [.. ChainWalk.After(_core.Tree, locator, stop, max).Select(_core.Reader.Header)];
    }

    /// <summary>Headers on the branch of the best header whose blocks are not stored, lowest first; then those below a snapshot that still have to be judged.</summary>
    public IReadOnlyList<HeaderEntry> MissingBlocks(int max)
    {
        using var use = _gate.Enter();
        var missing = _core.Missing.First(max);
        // What a snapshot left out comes after everything that is needed now.
        if (_history is { } history) missing.AddRange(history.MissingBlocks(max - missing.Count));
        return missing;
    }

    /// <summary>The ends of the branches in memory (<see cref="HeaderTree.DefaultWindow"/> blocks around the tip), highest first.</summary>
    public IReadOnlyList<ChainTip> Tips()
    {
        using var use = _gate.Enter();
        return ChainWalk.Tips(_core.Tree);
    }

    private T? ReadStored<T>(BlockHash hash, Func<HeaderEntry, T> read)
        where T : class
    {
        if (_core.Tree.Find(hash) is not { HasBlock: true } entry) return null;
        try
        {
            return read(entry);
        }
        catch (ChainStoreException) when (_core.Tree.Find(hash) is { IsPruned: true })
        {
            // It went in between.
            return null;
        }
    }

    private FoundTransaction? FindIndexed(TxId id)
    {
        var database = _core.Parts.Store.Database;
        if (TransactionIndex.Find(database, database.Family(StoreFamilies.Transactions), id) is not { } place) return null;
        if (_core.Tree.MainAt(place.Height) is not { } entry) return null;
        var bytes = _core.Parts.Store.Archive.ReadBlockPart(entry.BlockPosition, place.Offset, place.Size);
        // A reorganisation may have come between index and block: then it is not there any more.
        return TransactionCodec.TryParse(bytes, out var transaction, out _) && transaction.Id == id ? new FoundTransaction(transaction, entry) : null;
    }

    private FoundTransaction? FindByCoin(TxId id)
    {
        var database = _core.Parts.Store.Database;
        using var cursor = database.Cursor(database.Family(StoreFamilies.Coins));
        cursor.Seek(id.Value.Bytes);
        if (!cursor.IsValid || CoinCodec.ReadKey(cursor.Key).Transaction != id) return null;
        if (_core.Tree.MainAt(CoinCodec.ReadValue(cursor.Value).Height) is not { } entry) return null;
        var transaction = ReadStored(entry.Hash, _core.Reader.Block)?.Transactions.FirstOrDefault(candidate => candidate.Id == id);
        return transaction is null ? null : new FoundTransaction(transaction, entry);
    }
}
