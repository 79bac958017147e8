using Flux.Primitives;

namespace Flux.Chain.Indexes;

/// <summary>An unspent output of an address. An escrow coin stands under the payer's address with its face value.</summary>
public readonly record struct AddressCoin(AddressKey Address, OutPoint OutPoint, Coin Coin);
