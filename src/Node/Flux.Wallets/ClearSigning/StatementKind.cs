namespace Flux.Wallets.ClearSigning;

/// <summary>What a part of a transaction does, as its owner would call it.</summary>
public enum StatementKind
{
    /// <summary>Money goes to somebody.</summary>
    Send,

    /// <summary>Money comes back to the same wallet.</summary>
    ToSelf,

    /// <summary>An app is paid.</summary>
    AppPayment,

    /// <summary>An app is registered or changed by its owner's message; no money moves.</summary>
    AppMessage,

    /// <summary>An app's payment is ended; what is left of it comes back.</summary>
    AppRefund,

    /// <summary>What is left of an app's payment goes into a new one.</summary>
    AppRenewal,

    /// <summary>A vote, or a proposal, its withdrawal, a delegation of votes.</summary>
    Governance,

    /// <summary>Coins are locked for another chain, or something else of the bridge.</summary>
    Bridge,

    /// <summary>A FluxNode is started.</summary>
    NodeStart,

    /// <summary>Text that is published.</summary>
    Memo,

    /// <summary>What miners get, and until when the transaction counts.</summary>
    Terms,

    /// <summary>Something that is rarely meant.</summary>
    Warning,
}
