namespace Flux.Wallets.Accounts;

/// <summary>How an account's addresses come about.</summary>
public enum AccountKind
{
    /// <summary>BIP44, <c>m/44'/coin'/n'/change/i</c>, P2PKH: what Zelcore makes.</summary>
    Single,

    /// <summary>BIP48, <c>m/48'/coin'/n'/0'/change/i</c>, m-of-n P2SH of several people's or devices' keys: SSP's 2-of-2 and others.</summary>
    Shared,
}
