namespace Flux.Devnet.State;

/// <summary>What a local network remembers of one FluxNode.</summary>
public sealed record NodeRecord
{
    public required string Name { get; init; }

    /// <summary>The node key (WIF), with which the machine signs its confirmations. Worth nothing outside this machine.</summary>
    public required string NodeKey { get; init; }

    /// <summary>Holds the collateral and is paid.</summary>
    public required string PaymentAddress { get; init; }

    /// <summary>Account of the developer wallet that the payment address is the first address of.</summary>
    public required int Account { get; init; }

    /// <summary>Display hex of the transaction that locked the collateral; empty before that.</summary>
    public string CollateralTxId { get; init; } = "";

    public int CollateralIndex { get; init; }
}
