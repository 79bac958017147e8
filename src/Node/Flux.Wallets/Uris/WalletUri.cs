using Flux.Primitives;

namespace Flux.Wallets.Uris;

/// <summary>What a <c>zel:</c> or <c>flux:</c> link asks the wallet for. A link never does anything by itself: its owner is shown it first.</summary>
public abstract record WalletUri
{
    /// <summary>Longest link that is read.</summary>
    public const int MostCharacters = 4096;

    /// <summary>Pay somebody; amount and text may be missing. The callback, when there is one that may be used, is told of the payment.</summary>
    public sealed record Pay(string Address, Amount? Amount, string Memo, string Label, Uri? Callback = null) : WalletUri;

    /// <summary>Sign a text, and send address, text and signature to the callback when there is one.</summary>
    public sealed record Sign(string Message, Uri? Callback) : WalletUri;

    /// <summary>Tell an address to the callback.</summary>
    public sealed record TellAddress(Uri? Callback, bool ByPost) : WalletUri;
}
