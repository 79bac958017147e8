using Flux.P2P.Peers;
using Flux.P2P.Wire;

namespace Flux.P2P.Relay;

/// <summary>filterload, filteradd and filterclear (chain reference §11.4). Owned by the <see cref="NetworkLoop"/>.</summary>
internal sealed class FilterIntake(P2POptions options, Conduct conduct)
{
    public void OnLoad(Peer peer, FilterLoadMessage message)
    {
        if (RefusesFilters(peer)) return;
        if (!BloomFilter.IsAllowed(message))
        {
            conduct.Penalize(peer, Offences.FilterTooLarge);
            return;
        }
        peer.Inventory.Filter = BloomFilter.Of(message);
        peer.Inventory.WantsTransactions = true;
    }

    /// <summary>Without a loaded filter everything matches already, so nothing happens (observed, chain reference §15).</summary>
    public void OnAdd(Peer peer, FilterAddMessage message)
    {
        if (RefusesFilters(peer)) return;
        if (message.Element.Length > BloomFilter.LongestElement) conduct.Penalize(peer, Offences.FilterElementTooLong);
        else peer.Inventory.Filter?.Add(message.Element.Span);
    }

    public void OnClear(Peer peer)
    {
        if (!options.OffersFilters) return;
        peer.Inventory.Filter = null;
        peer.Inventory.WantsTransactions = true;
    }

    private bool RefusesFilters(Peer peer)
    {
        if (options.OffersFilters) return false;
        conduct.Penalize(peer, Offences.BloomNotOffered);
        return true;
    }
}
