namespace Flux.Wallets.Spending;

/// <summary>What became of a payment.</summary>
public enum SentState
{
    /// <summary>It may still enter a block.</summary>
    Waiting,

    /// <summary>It is in a block.</summary>
    Confirmed,

    /// <summary>It can enter no block any more; its coins are free.</summary>
    Expired,
}
