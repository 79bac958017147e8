using Flux.Primitives;

namespace Flux.P2P;

/// <summary>A block whose body should be fetched.</summary>
public readonly record struct WantedBlock(BlockHash Hash, int Height);
