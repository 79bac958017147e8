using Flux.Chain.Mempool;
using Flux.Primitives;

namespace Flux.Chain.Events;

/// <summary>A transaction left the mempool.</summary>
public sealed record TransactionRemoved(Transaction Transaction, RemovalReason Reason) : ChainEvent;
