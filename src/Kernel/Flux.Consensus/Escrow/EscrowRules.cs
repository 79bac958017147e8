using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Memos;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Escrow;

/// <summary>Escrow coins (architecture, "Escrow coins, exactly").</summary>
public static class EscrowRules
{
    /// <summary>
    /// What a coin counts at <paramref name="height"/>: its value; for an escrow coin v − r·age, and nothing once it has run out.
    /// </summary>
    public static Amount Worth(Coin coin, int height)
    {
        if (!coin.IsEscrow) return coin.Output.Value;
        var age = height - coin.Height;
        return age >= coin.EscrowBlocks ? Amount.Zero : new Amount(coin.Output.Value.Satoshis - (Rate(coin).Satoshis * age));
    }

    /// <summary>What an escrow coin loses per block: v / blocks, truncated. The last block takes the remainder, too.</summary>
    public static Amount Rate(Coin coin) => Rate(coin.Output.Value, coin.EscrowBlocks);

    internal static Amount Rate(Amount value, int blocks) => new(value.Satoshis / blocks);

    /// <summary>
    /// What all escrow coins together lose in the block after <paramref name="state"/>: the rates of all, and the remainders of those that run
    /// out. It goes to that block's node half, whether or not a coin is also spent in it.
    /// </summary>
    public static Amount EarnedNext(LedgerState state)
    {
        var earned = state.Totals.EscrowRate;
        foreach (var entry in state.Escrows.RunningOutAt(state.Height + 1))
        {
            earned += new Amount(entry.Value.Satoshis % entry.Blocks);
        }
        return earned;
    }

    /// <summary>True when an output of the transaction pays the escrow address.</summary>
    public static bool IsPayment(Network network, Transaction transaction)
    {
        if (network.Escrow is not { } escrow) return false;
        foreach (var output in transaction.Outputs)
        {
            if (output.ScriptPubKey == escrow.Script) return true;
        }
        return false;
    }

    /// <summary>
    /// Judges a payment: exactly one output to the escrow address, exactly one OP_RETURN with a valid memo, an input 0 that spends P2PKH or
    /// P2SH, and at least one satoshi per block.
    /// </summary>
    /// <param name="network">Whose rules.</param>
    /// <param name="transaction">Pays the escrow address (<see cref="IsPayment"/>) and is no coinbase.</param>
    /// <param name="payer">The coin that input 0 spends.</param>
    /// <param name="payment">Which output becomes an escrow coin, and for how many blocks.</param>
    public static Verdict Recognize(Network network, Transaction transaction, Coin payer, out EscrowPayment payment)
    {
        payment = default;
        var escrow = network.Escrow!;
        var paying = -1;
        string? memoText = null;
        var (payments, memos) = (0, 0);
        for (var i = 0; i < transaction.Outputs.Length; i++)
        {
            var script = transaction.Outputs[i].ScriptPubKey;
            if (script == escrow.Script) (paying, payments) = (i, payments + 1);
            if (script.Length == 0 || script.Bytes[0] != (byte)Opcode.Return) continue;
            memos++;
            memoText = Memo.TryGetText(script, out var text) ? text : null;
        }
        if (payments != 1) return Bad("more than one output pays the escrow address");
        if (memos != 1) return Bad("not exactly one memo");
        if (!EscrowMemo.TryParse(memoText, out var memo)) return Bad("the memo is no message hash with optional blocks");
        if (ScriptTemplate.Classify(payer.Output.ScriptPubKey).Kind is not (ScriptKind.PubKeyHash or ScriptKind.ScriptHash)) return Bad("input 0 spends neither P2PKH nor P2SH");
        var blocks = memo.Blocks ?? escrow.MonthBlocks;
        if (transaction.Outputs[paying].Value.Satoshis < blocks) return Bad("less than one satoshi per block");
        payment = new EscrowPayment(paying, blocks, memo);
        return Verdict.Ok;
    }

    private static Verdict Bad(string what) => Verdict.Fail(RejectTable.BadEscrow, what);
}
