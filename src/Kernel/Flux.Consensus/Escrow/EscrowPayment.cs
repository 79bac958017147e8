using Flux.Primitives.Memos;

namespace Flux.Consensus.Escrow;

/// <summary>A valid payment to the escrow address.</summary>
/// <param name="OutputIndex">The output that becomes an escrow coin.</param>
/// <param name="Blocks">How long it lasts.</param>
/// <param name="Memo">The message it pays for.</param>
public readonly record struct EscrowPayment(int OutputIndex, int Blocks, EscrowMemo Memo);
