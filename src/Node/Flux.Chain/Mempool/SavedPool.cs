using System.Collections.Immutable;
using Flux.Primitives;

namespace Flux.Chain.Mempool;

/// <summary>What mempool.dat holds.</summary>
/// <param name="Transactions">Waiting transactions, parents before children.</param>
/// <param name="Deltas">Fees added by <c>prioritisetransaction</c>, also for transactions that have not come yet.</param>
internal sealed record SavedPool(ImmutableArray<SavedTransaction> Transactions, ImmutableArray<(TxId Id, Amount Delta)> Deltas);
