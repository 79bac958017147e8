using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Wallets.Chain;

/// <summary>One input or output that touched an address.</summary>
/// <param name="Address">Which.</param>
/// <param name="Transaction">By what.</param>
/// <param name="Height">In which block; 0 while it waits.</param>
/// <param name="Value">Positive for money received, negative for money spent.</param>
/// <param name="IsEscrow">Whether an escrow coin came or went.</param>
public sealed record AddressChange(Address Address, TxId Transaction, int Height, Amount Value, bool IsEscrow = false);
