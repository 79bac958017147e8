using System.Collections.Immutable;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Wallets.Chain;

/// <summary>What one transaction did to the wallet.</summary>
/// <param name="Transaction">Which.</param>
/// <param name="Height">Its block; 0 while it waits.</param>
/// <param name="Value">Change of the wallet's money, escrow coins left out; the fee of an own payment is in it.</param>
/// <param name="Escrow">Change of its escrow coins, at face value.</param>
/// <param name="Addresses">The wallet's addresses in it.</param>
public sealed record HistoryLine(TxId Transaction, int Height, Amount Value, Amount Escrow, ImmutableArray<Address> Addresses)
{
    /// <summary>Sums changes up by transaction, oldest first, waiting ones last.</summary>
    public static IReadOnlyList<HistoryLine> Of(IEnumerable<AddressChange> changes) =>
    [
        .. changes.GroupBy(change => change.Transaction)
            .Select(group => new HistoryLine(
                group.Key,
                group.Max(change => change.Height),
                new Amount(group.Where(change => !change.IsEscrow).Sum(change => change.Value.Satoshis)),
                new Amount(group.Where(change => change.IsEscrow).Sum(change => change.Value.Satoshis)),
                [.. group.Select(change => change.Address).Distinct()]))
            .OrderBy(line => line.Height == 0 ? int.MaxValue : line.Height)
            // Sources differ in the order within a block.
            .ThenBy(line => line.Transaction),
    ];
}
