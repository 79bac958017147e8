using Flux.Consensus.Escrow;
using Flux.Consensus.Networks;
using Flux.Primitives;
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
        var escrow = EscrowOutput(transaction, firstSpent);
        for (var i = 0; i < transaction.Outputs.Length; i++)
        {
            var output = transaction.Outputs[i];
            yield return escrow is { } payment && payment.OutputIndex == i
                ? new Coin(output with { ScriptPubKey = firstSpent!.Value.Output.ScriptPubKey }, height, false, payment.Blocks)
                : new Coin(output, height, transaction.IsCoinbase);
        }
    }

    private EscrowPayment? EscrowOutput(Transaction transaction, Coin? firstSpent) =>
        firstSpent is { } payer && EscrowRules.IsPayment(network, transaction) && EscrowRules.Recognize(network, transaction, payer, out var payment).IsOk
            ? payment
            : null;

    /// <summary>The address that a script belongs to; false for scripts that the index does not file.</summary>
    public static bool TryGetAddress(Script script, out AddressKey address)
    {
        var template = ScriptTemplate.Classify(script);
        var found = template.Kind is ScriptKind.PubKeyHash or ScriptKind.ScriptHash;
        address = found ? new AddressKey(template.Kind == ScriptKind.ScriptHash, new Hash160(template.Items[0].Span)) : default;
        return found;
    }
}
