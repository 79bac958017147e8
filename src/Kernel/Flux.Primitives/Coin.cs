namespace Flux.Primitives;

/// <summary>
/// An unspent output with the height of its block. On our own networks an output that pays for an app is an
/// <em>escrow coin</em>: <see cref="EscrowBlocks"/> &gt; 0, its script is the payer's, and its worth falls with age
/// (architecture, "Escrow coins, exactly").
/// </summary>
/// <param name="Output">Value at creation, and the script that may spend it.</param>
/// <param name="Height">Height of the block that created it.</param>
/// <param name="IsCoinbase">True for a coinbase output, which must mature.</param>
/// <param name="EscrowBlocks">Blocks after which an escrow coin has run out; 0 for an ordinary coin.</param>
public readonly record struct Coin(TxOutput Output, int Height, bool IsCoinbase, int EscrowBlocks = 0)
{
    /// <summary>True when the coin pays for an app.</summary>
    public bool IsEscrow => EscrowBlocks > 0;
}
