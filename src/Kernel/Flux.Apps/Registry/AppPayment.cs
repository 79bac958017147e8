using Flux.Apps.Messages;
using Flux.Primitives;
using Flux.Primitives.Memos;

namespace Flux.Apps.Registry;

/// <summary>An escrow coin as the registry sees it (architecture, "Escrow coins").</summary>
/// <param name="Coin">The output paid to the escrow address.</param>
/// <param name="Hash">The message it pays for, from the memo.</param>
/// <param name="Height">Height of its block.</param>
/// <param name="Index">Index of its transaction in the block.</param>
/// <param name="Value">What was paid.</param>
/// <param name="Blocks">Blocks it lasts: from the memo, or the network's month.</param>
public sealed record AppPayment(OutPoint Coin, MessageHash Hash, long Height, int Index, Amount Value, long Blocks)
{
    /// <summary>First height at which the coin is worth nothing any more.</summary>
    public long EndHeight => Height + Blocks;

    /// <summary>The payment an escrow output with that memo makes; a memo without blocks pays for the network's month.</summary>
    public static AppPayment From(EscrowMemo memo, OutPoint coin, long height, int index, Amount value, long monthBlocks) =>
        MessageHash.TryParse(memo.MessageHash, out var hash)
            ? new(coin, hash, height, index, value, memo.Blocks ?? monthBlocks)
            : throw new ArgumentException("A memo holds 64 lower-case hexadecimal characters.", nameof(memo));

    /// <summary>The memo with which a message is paid for the lifetime its specification asks for, or for the network's month.</summary>
    public static EscrowMemo MemoFor(AppMessage message) => new(message.Hash.ToString(), (int?)message.Spec.Expire);
}
