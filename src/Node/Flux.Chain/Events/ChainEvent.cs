namespace Flux.Chain.Events;

/// <summary>Something that happened to the chain or the mempool, in the order in which it happened.</summary>
public abstract record ChainEvent;
