namespace Flux.Chain.Indexes;

/// <summary>Coins and changes by address (chain reference §12.8). Answers describe one moment, at or after the call.</summary>
public sealed class AddressIndex
{
    /// <summary>Unspent outputs of the addresses, by height.</summary>
    public Task<IReadOnlyList<AddressCoin>> CoinsAsync(IReadOnlyList<AddressKey> addresses, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Changes of the addresses between two heights (both included), by height and place.</summary>
    public Task<IReadOnlyList<AddressDelta>> DeltasAsync(
        IReadOnlyList<AddressKey> addresses, int fromHeight, int toHeight, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Sums over the addresses.</summary>
    public Task<AddressBalance> BalanceAsync(IReadOnlyList<AddressKey> addresses, CancellationToken cancellationToken) => throw new NotImplementedException();
}
