using Flux.Primitives;

namespace Flux.Chain.Indexes;

/// <summary>What an address holds in ordinary coins.</summary>
public readonly record struct HeldBalance(AddressKey Address, Amount Balance);
