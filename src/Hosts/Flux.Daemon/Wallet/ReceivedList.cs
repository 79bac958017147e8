using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Daemon.Wallet;

/// <summary>What addresses that were given out have received. Rewards of blocks are left out, as the C++ daemon does.</summary>
internal static class ReceivedList
{
    public sealed record Line(Address Address, Amount Amount, int Confirmations, IReadOnlyList<TxId> Transactions);

    public static IReadOnlyList<Line> Of(DaemonWallet wallet, int minConfirmations, bool emptyToo, bool watched)
    {
        var received = new Dictionary<Address, (long Sum, int Confirmations, List<TxId> Ids)>();
        foreach (var entry in wallet.Ledger.Entries.Where(entry => !entry.Transaction.IsCoinbase && entry.ConfirmationsAt(wallet.Tip) >= minConfirmations))
        {
            foreach (var output in entry.Transaction.Outputs)
            {
                if (wallet.Keys.OwnerOf(output.ScriptPubKey) is not { } own) continue;
                var (sum, confirmations, ids) = received.GetValueOrDefault(own.Address, (0, int.MaxValue, []));
                if (!ids.Contains(entry.Id)) ids.Add(entry.Id);
                received[own.Address] = (sum + output.Value.Satoshis, Math.Min(confirmations, entry.ConfirmationsAt(wallet.Tip)), ids);
            }
        }
        return
        [
            .. wallet.Keys.Given().Where(own => watched || emptyToo || own.CanSign).DistinctBy(own => own.Address)
                .Select(own => received.TryGetValue(own.Address, out var got) ? new Line(own.Address, new Amount(got.Sum), got.Confirmations, got.Ids) : new Line(own.Address, Amount.Zero, 0, []))
                .Where(line => emptyToo || line.Transactions.Count > 0)
                .OrderBy(line => line.Address.ToText(wallet.Node.Network.Addresses), StringComparer.Ordinal),
        ];
    }
}
