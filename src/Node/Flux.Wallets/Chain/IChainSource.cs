using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Wallets.Chain;

/// <summary>What a wallet asks of the chain. Hosts implement it over a fluxd with an address index or over an explorer; this library never opens a connection.</summary>
public interface IChainSource
{
    /// <summary>Height of the best block.</summary>
    Task<int> HeightAsync(CancellationToken cancellation);

    /// <summary>Unspent coins of addresses. Those that a waiting transaction spends are left out, those that one makes have height 0.</summary>
    Task<IReadOnlyList<ChainCoin>> CoinsAsync(IReadOnlyCollection<Address> addresses, CancellationToken cancellation);

    /// <summary>Every change of addresses, oldest first, waiting ones (height 0) last.</summary>
    Task<IReadOnlyList<AddressChange>> ChangesAsync(IReadOnlyCollection<Address> addresses, CancellationToken cancellation);

    /// <summary>A transaction and its height (0 while it waits); null when the source does not know it.</summary>
    Task<(Transaction Transaction, int Height)?> TransactionAsync(TxId id, CancellationToken cancellation);

    /// <summary>Hands a signed transaction to the network.</summary>
    Task BroadcastAsync(Transaction transaction, CancellationToken cancellation);
}
