namespace Flux.Chain.Store;

/// <summary>Optional indexes of a store.</summary>
[Flags]
internal enum StoreIndexes
{
    None = 0,
    Transactions = 1,
    Addresses = 2,
    Spent = 4,
    Times = 8,
}
