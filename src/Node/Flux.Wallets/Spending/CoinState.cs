namespace Flux.Wallets.Spending;

/// <summary>Whether a payment may take a coin, and if not, why.</summary>
public enum CoinState
{
    /// <summary>It may.</summary>
    Spendable,

    /// <summary>Its transaction waits for a block.</summary>
    Unconfirmed,

    /// <summary>A block's reward that must mature.</summary>
    Immature,

    /// <summary>It pays for an app; spending it ends the app.</summary>
    Escrow,

    /// <summary>Exactly a FluxNode's collateral; spending it ends the node. Free it first.</summary>
    Collateral,

    /// <summary>The owner has locked it.</summary>
    Locked,

    /// <summary>A payment of this wallet that may still enter a block spends it.</summary>
    Reserved,

    /// <summary>The wallet has no key for it.</summary>
    WatchOnly,
}
