using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Wallets.Accounts;

namespace Flux.Daemon.Wallet;

/// <summary>Own addresses that were inputs of one transaction, or its change, belong together for everyone who looks at the chain.</summary>
internal static class AddressGroups
{
    public static IEnumerable<IReadOnlyList<OwnAddress>> Of(DaemonWallet wallet)
    {
        var groups = new List<HashSet<Address>>();
        foreach (var entry in wallet.Ledger.Entries)
        {
            var inputs = entry.Transaction.Inputs.Select(input => wallet.Ledger.OutputOf(input.PreviousOutput)).OfType<TxOutput>().Select(coin => wallet.Keys.OwnerOf(coin.ScriptPubKey)).OfType<OwnAddress>().ToList();
            var outputs = entry.Transaction.Outputs.Select(output => wallet.Keys.OwnerOf(output.ScriptPubKey)).OfType<OwnAddress>().Where(own => own.CanSign).ToList();
            if (inputs.Count > 0) Join(groups, inputs.Concat(outputs.Where(own => own.Change == 1)));
            foreach (var own in outputs) Join(groups, [own]);
        }
        return groups.Select(group => (IReadOnlyList<OwnAddress>)[.. group.Select(address => wallet.Keys.Find(address)).OfType<OwnAddress>()]);
    }

    private static void Join(List<HashSet<Address>> groups, IEnumerable<OwnAddress> together)
    {
        var joined = together.Select(own => own.Address).ToHashSet();
        foreach (var group in groups.Where(group => group.Overlaps(joined)).ToList())
        {
            joined.UnionWith(group);
            groups.Remove(group);
        }
        if (joined.Count > 0) groups.Add(joined);
    }
}
