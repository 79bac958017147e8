using Flux.Primitives;

namespace Flux.Consensus.Transactions;

/// <summary>What flows out of and into the transparent pool (chain reference §6.6). Only for transactions that passed <see cref="TransactionRules.Check"/>.</summary>
public static class TransactionValue
{
    /// <summary>Sum of the transparent outputs.</summary>
    public static Amount Transparent(Transaction transaction)
    {
        var total = Amount.Zero;
        foreach (ref readonly var output in transaction.Outputs.AsSpan()) total += output.Value;
        return total;
    }

    /// <summary>Transparent outputs and what enters the shielded pools.</summary>
    public static Amount Out(Transaction transaction)
    {
        var total = Transparent(transaction);
        if (transaction.Shielded is not { } parts) return total;
        if (parts.ValueBalance < Amount.Zero) total -= parts.ValueBalance;
        foreach (var joinSplit in parts.JoinSplits) total += joinSplit.PublicOld;
        return total;
    }

    /// <summary>What enters Sprout's pool less what leaves it.</summary>
    public static Amount IntoSprout(Transaction transaction)
    {
        var total = Amount.Zero;
        if (transaction.Shielded is not { } parts) return total;
        foreach (var joinSplit in parts.JoinSplits) total += joinSplit.PublicOld - joinSplit.PublicNew;
        return total;
    }

    /// <summary>What enters Sapling's pool less what leaves it.</summary>
    public static Amount IntoSapling(Transaction transaction) => transaction.Shielded is { } parts ? Amount.Zero - parts.ValueBalance : Amount.Zero;

    /// <summary>What leaves the shielded pools.</summary>
    public static Amount ShieldedIn(Transaction transaction)
    {
        var total = Amount.Zero;
        if (transaction.Shielded is not { } parts) return total;
        if (parts.ValueBalance > Amount.Zero) total += parts.ValueBalance;
        foreach (var joinSplit in parts.JoinSplits) total += joinSplit.PublicNew;
        return total;
    }
}
