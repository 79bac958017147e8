using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.Primitives.Memos;
using Flux.Primitives.Scripts;

namespace Flux.Chain.Indexes;

/// <summary>Outputs as the coins that consensus makes of them: a payment to the escrow address belongs to the payer.</summary>
internal sealed class OutputOwner(Network network)
{
    /// <summary>The coins of a transaction's outputs, in order.</summary>
    /// <param name="transaction">Valid, at this height.</param>
    /// <param name="height">Height of the block.</param>
    /// <param name="firstSpent">The coin that input 0 spends; null for a coinbase.</param>
    public IEnumerable<Coin> CoinsOf(Transaction transaction, int height, Coin? firstSpent)
    {
        foreach (var output in transaction.Outputs)
        {
            if (network.Escrow is { } escrow && firstSpent is { } payer && output.ScriptPubKey == escrow.Script)
                yield return new Coin(output with { ScriptPubKey = payer.Output.ScriptPubKey }, height, false, BlocksPaid(transaction, escrow));
            else yield return new Coin(output, height, transaction.IsCoinbase);
        }
    }

    private static int BlocksPaid(Transaction transaction, EscrowParameters escrow)
    {
        foreach (var output in transaction.Outputs)
        {
            if (Memo.TryGetText(output.ScriptPubKey, out var text) && EscrowMemo.TryParse(text, out var memo)) return memo.Blocks ?? escrow.MonthBlocks;
        }
        return escrow.MonthBlocks;
    }

    /// <summary>The address that a script belongs to; false for scripts that the index does not file.</summary>
    public static bool TryGetAddress(Script script, out AddressKey address)
    {
        var template = ScriptTemplate.Classify(script);
        var found = template.Kind is ScriptKind.PubKeyHash or ScriptKind.ScriptHash;
        address = found ? new AddressKey(template.Kind == ScriptKind.ScriptHash, new Hash160(template.Items[0].Span)) : default;
        return found;
    }
}
