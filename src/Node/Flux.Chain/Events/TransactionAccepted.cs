using Flux.Chain.Mempool;
using Flux.Primitives;

namespace Flux.Chain.Events;

/// <summary>A transaction entered the mempool.</summary>
public sealed record TransactionAccepted(Transaction Transaction, TransactionOrigin Origin) : ChainEvent;
