using Flux.Chain.Selection;
using Flux.Primitives;

namespace Flux.Chain.Events;

/// <summary>A block became the tip.</summary>
public sealed record BlockConnected(Block Block, HeaderEntry Entry) : ChainEvent;
