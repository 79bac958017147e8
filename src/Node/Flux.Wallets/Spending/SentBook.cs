using System.Collections.Immutable;
using Flux.Primitives;
using Flux.Primitives.Wire;
using Flux.Wallets.Accounts;
using Flux.Wallets.Chain;
using Flux.Wallets.Containers;
using Flux.Wallets.Keystore;

namespace Flux.Wallets.Spending;

/// <summary>
/// Payments that were sent. An expired one is sent again by signing the same inputs and outputs with a later expiry: since both spend the
/// same coins, at most one of them can ever count, and nobody is paid twice.
/// </summary>
public static class SentBook
{
    /// <summary>Records that many blocks after their expiry, or settled, are dropped.</summary>
    private const int KeptBlocks = 2880;

    /// <summary>What became of a payment.</summary>
    public static async Task<SentState> StateAsync(SentRecord sent, IChainSource source, int height, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sent);
        ArgumentNullException.ThrowIfNull(source);
        if (await source.TransactionAsync(TxId.Parse(sent.Id), cancellation).ConfigureAwait(false) is { Height: > 0 }) return SentState.Confirmed;
        return sent.ExpiryHeight != 0 && sent.ExpiryHeight <= height ? SentState.Expired : SentState.Waiting;
    }

    /// <summary>The record of a payment.</summary>
    public static SentRecord Record(Transaction transaction, DateTimeOffset time, string note)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return new SentRecord
        {
            Id = transaction.Id.ToString(),
            Hex = Convert.ToHexStringLower(transaction.Bytes.Span),
            Time = time.ToUnixTimeSeconds(),
            ExpiryHeight = transaction.ExpiryHeight,
            Note = note,
        };
    }

    /// <summary>Records without those of long ago.</summary>
    public static ImmutableArray<SentRecord> Tidy(ImmutableArray<SentRecord> sent, int height) =>
        [.. sent.Where(record => record.ExpiryHeight == 0 || record.ExpiryHeight + KeptBlocks > height)];

    /// <summary>The same payment with a later expiry, unsigned. The coins must still be there.</summary>
    /// <exception cref="PaymentException">A coin is gone: the payment, or another one, counted.</exception>
    public static SigningContainer Again(SentRecord sent, IReadOnlyCollection<WalletCoin> coins, KeyRing keys, string network, uint branchId, uint expiryHeight)
    {
        ArgumentNullException.ThrowIfNull(sent);
        if (!TransactionCodec.TryParse(Convert.FromHexString(sent.Hex), out var old, out var error)) throw new PaymentException(PaymentProblem.Order, $"The kept payment can't be read: {error}");
        var byOutPoint = coins.ToDictionary(coin => coin.Coin.OutPoint);
        var inputs = old.Inputs.Select(input => byOutPoint.TryGetValue(input.PreviousOutput, out var coin)
            ? coin
            : throw new PaymentException(PaymentProblem.Order, $"Coin {input.PreviousOutput} is spent: the payment or another one took it. Nothing is left to send again.")).ToList();
        var draft = new Signing.TransactionDraft { Inputs = [.. inputs.Select(coin => coin.ToSpendable())], Outputs = old.Outputs, ExpiryHeight = expiryHeight };
        return ContainerBuilder.Of(draft, inputs, keys, network, branchId);
    }
}
