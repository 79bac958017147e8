using Flux.Primitives;

namespace Flux.Chain.Mempool;

/// <summary>A waiting transaction in mempool.dat.</summary>
/// <param name="Transaction">It.</param>
/// <param name="Time">When it came.</param>
/// <param name="Origin">Who brought it.</param>
internal sealed record SavedTransaction(Transaction Transaction, DateTimeOffset Time, TransactionOrigin Origin);
