using Flux.Chain.Store.Rocks;
using Flux.Chain.Store.Rows;

namespace Flux.Chain.Store;

/// <summary>The optional indexes of a store: which are kept, and their rows that wait for the next batch.</summary>
internal sealed class StoreIndexSet
{
    public StoreIndexSet(RocksDatabase database, StoreMeta? meta, StoreIndexes wanted)
    {
        var missing = meta is null ? StoreIndexes.None : wanted & ~meta.Indexes;
        if (missing != StoreIndexes.None && meta!.Tip != meta.Genesis) throw Missing(database.Path, missing);
        Complete = wanted;
        Transactions = Kept(StoreIndexes.Transactions, StoreFamilies.Transactions);
        Addresses = Kept(StoreIndexes.Addresses, StoreFamilies.Addresses);
        Spent = Kept(StoreIndexes.Spent, StoreFamilies.Spent);
        Times = Kept(StoreIndexes.Times, StoreFamilies.Times);

        RowBuffer? Kept(StoreIndexes index, string family) => wanted.HasFlag(index) ? new RowBuffer(database.Family(family)) : null;
    }

    /// <summary>The indexes that cover the whole main chain. One that is switched off is given up and must be rebuilt to come back.</summary>
    public StoreIndexes Complete { get; }

    public RowBuffer? Transactions { get; }

    public RowBuffer? Addresses { get; }

    public RowBuffer? Spent { get; }

    public RowBuffer? Times { get; }

    public IEnumerable<RowBuffer> Buffers => new[] { Transactions, Addresses, Spent, Times }.OfType<RowBuffer>();

    public long WaitingBytes => Buffers.Sum(buffer => buffer.Bytes);

    private static ChainStoreException Missing(string path, StoreIndexes missing) => new(
        ChainStoreFault.WrongFormat,
        $"{path} was built without these indexes: {missing}. Start once with -reindex to build them, or switch them off.");
}
