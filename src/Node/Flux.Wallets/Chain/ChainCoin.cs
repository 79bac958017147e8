using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Wallets.Chain;

/// <summary>An unspent coin as a source knows it.</summary>
/// <param name="OutPoint">Which.</param>
/// <param name="Output">Value and script.</param>
/// <param name="Address">Whose.</param>
/// <param name="Height">Block that made it; 0 while its transaction waits.</param>
/// <param name="IsCoinbase">Whether it is a block's reward, which must mature.</param>
/// <param name="EscrowBlocks">For an escrow coin, how many blocks it pays for; else 0.</param>
public sealed record ChainCoin(OutPoint OutPoint, TxOutput Output, Address Address, int Height, bool IsCoinbase = false, int EscrowBlocks = 0)
{
    /// <summary>Blocks on top of and including its own; 0 while it waits.</summary>
    public int ConfirmationsAt(int height) => Height == 0 ? 0 : Math.Max(0, height - Height + 1);
}
