using Flux.Primitives;

namespace Flux.Chain.Indexes;

/// <summary>One change of an address's coins.</summary>
/// <param name="Address">Whose.</param>
/// <param name="Height">Height of the block.</param>
/// <param name="BlockIndex">Place of the transaction in the block; −1 where the block itself let an escrow coin run out.</param>
/// <param name="Transaction">The transaction; for a run-out the one that made the coin.</param>
/// <param name="Index">Number of the output (received) or input (spent).</param>
/// <param name="Value">Positive when received, negative when spent; escrow coins at face value.</param>
/// <param name="IsEscrow">The coin is or was an escrow coin.</param>
public sealed record AddressDelta(AddressKey Address, int Height, int BlockIndex, TxId Transaction, int Index, Amount Value, bool IsEscrow);
