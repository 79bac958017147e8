namespace Flux.Wallets.Messages;

/// <summary>Whose rules a signed text follows. The prefix keeps a signature for one purpose from serving another.</summary>
public enum MessageKind
{
    /// <summary>FLUX address, the chain's prefix: <c>signmessage</c> of fluxd, nodes.</summary>
    Flux,

    /// <summary>Bitcoin address (ZelID, FluxID, SSP wallet id), Bitcoin's prefix: FluxOS and its users.</summary>
    Bitcoin,

    /// <summary>Ethereum address, EIP-191 personal_sign.</summary>
    Ethereum,
}
