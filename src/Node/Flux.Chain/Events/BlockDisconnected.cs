using Flux.Chain.Selection;
using Flux.Primitives;

namespace Flux.Chain.Events;

/// <summary>The tip was taken back; its parent is the tip now.</summary>
public sealed record BlockDisconnected(Block Block, HeaderEntry Entry) : ChainEvent;
