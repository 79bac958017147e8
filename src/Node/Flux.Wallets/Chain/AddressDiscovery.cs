using Flux.Wallets.Accounts;

namespace Flux.Wallets.Chain;

/// <summary>Finds which of an account's addresses were used, so that words alone bring everything back (BIP44's gap limit).</summary>
public sealed class AddressDiscovery(IChainSource source, int gapLimit)
{
    /// <summary>The record with its next indexes moved behind the last used address of each chain; they never move back.</summary>
    public async Task<AccountRecord> RunAsync(Account account, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(account);
        var receive = await NextUnusedAsync(account, 0, cancellation).ConfigureAwait(false);
        var change = await NextUnusedAsync(account, 1, cancellation).ConfigureAwait(false);
        return account.Record with { NextReceive = Math.Max(account.Record.NextReceive, receive), NextChange = Math.Max(account.Record.NextChange, change) };
    }

    private async Task<int> NextUnusedAsync(Account account, int chain, CancellationToken cancellation)
    {
        var next = 0;
        // Whole windows are asked for at once; a window without use ends the search only when it lies behind the last used address.
        for (var from = 0; from < next + gapLimit; from += gapLimit)
        {
            var window = Enumerable.Range(from, gapLimit).Select(i => account.AddressAt(chain, i)).ToDictionary(own => own.Address, own => own.Index);
            var used = await source.ChangesAsync(window.Keys, cancellation).ConfigureAwait(false);
            foreach (var touched in used) next = Math.Max(next, window[touched.Address] + 1);
        }
        return next;
    }
}
