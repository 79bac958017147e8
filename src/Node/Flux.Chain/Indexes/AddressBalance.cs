using Flux.Primitives;

namespace Flux.Chain.Indexes;

/// <summary>Sums of an address.</summary>
/// <param name="Balance">Value of its ordinary unspent outputs.</param>
/// <param name="Received">All it ever received in ordinary outputs, change included.</param>
/// <param name="EscrowFace">Face value of its escrow coins; what they are still worth depends on the height.</param>
public readonly record struct AddressBalance(Amount Balance, Amount Received, Amount EscrowFace);
