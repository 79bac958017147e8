using Flux.Chain.Mempool;
using Flux.Primitives;

namespace Flux.Chain.Indexes;

/// <summary>What a waiting transaction would change in an address's coins (<c>getaddressmempool</c>).</summary>
/// <param name="Address">Whose.</param>
/// <param name="Transaction">The waiting transaction.</param>
/// <param name="Index">Number of the output (received) or input (spent).</param>
/// <param name="Value">Positive when received, negative when spent; escrow coins at face value.</param>
/// <param name="Time">When the transaction came.</param>
/// <param name="Spends">The output that the input spends; null when received.</param>
public sealed record AddressPoolChange(AddressKey Address, TxId Transaction, int Index, Amount Value, DateTimeOffset Time, OutPoint? Spends)
{
    internal static IEnumerable<AddressPoolChange> Of(PoolEntry entry)
    {
        for (var i = 0; i < entry.Spent.Length; i++)
        {
            if (OutputOwner.TryGetAddress(entry.Spent[i].Output.ScriptPubKey, out var address))
                yield return new(address, entry.Id, i, Amount.Zero - entry.Spent[i].Output.Value, entry.Time, entry.Transaction.Inputs[i].PreviousOutput);
        }
        for (var i = 0; i < entry.Outputs.Length; i++)
        {
            if (OutputOwner.TryGetAddress(entry.Outputs[i].Output.ScriptPubKey, out var address))
                yield return new(address, entry.Id, i, entry.Outputs[i].Output.Value, entry.Time, null);
        }
    }
}
