using Flux.Consensus.Escrow;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Blocks;

/// <summary>Which coins a transaction makes: every output that can ever be spent, a payment to the escrow address as an escrow coin of its payer.</summary>
internal static class CreatedCoins
{
    private const int LongestScript = 10_000;

    /// <summary>The coins of a transaction that is known to be valid.</summary>
    /// <param name="transaction">Any.</param>
    /// <param name="height">Height of its block.</param>
    /// <param name="payment">The escrow payment in it, if any.</param>
    /// <param name="payer">Script of the coin that input 0 spends; only used with a payment.</param>
    public static IEnumerable<CoinEntry> Of(Transaction transaction, int height, EscrowPayment? payment, Script payer)
    {
        for (var i = 0; i < transaction.Outputs.Length; i++)
        {
            var output = transaction.Outputs[i];
            if (IsUnspendable(output.ScriptPubKey)) continue;
            // Scripts are copied: a coin lives on, the bytes of its block should not.
            var coin = payment is { } escrow && escrow.OutputIndex == i
                ? new Coin(new TxOutput(output.Value, payer.ToOwned()), height, false, escrow.Blocks)
                : new Coin(output with { ScriptPubKey = output.ScriptPubKey.ToOwned() }, height, transaction.IsCoinbase);
            yield return new CoinEntry(new OutPoint(transaction.Id, (uint)i), coin);
        }
    }

    /// <summary>Begins with OP_RETURN or is longer than any script may be: no input can ever satisfy it.</summary>
    public static bool IsUnspendable(Script script) => script.Length > LongestScript || (script.Length > 0 && script.Bytes[0] == (byte)Opcode.Return);
}
