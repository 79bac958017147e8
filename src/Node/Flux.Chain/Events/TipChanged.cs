namespace Flux.Chain.Events;

/// <summary>Selection came to rest on another tip; blocks before it were reported one by one.</summary>
public sealed record TipChanged(ChainSnapshot Snapshot) : ChainEvent;
