namespace Flux.Primitives.Addresses;

/// <summary>What a transparent address commits to.</summary>
public enum AddressKind
{
    /// <summary>Hash of a public key (P2PKH).</summary>
    PubKeyHash,

    /// <summary>Hash of a redeem script (P2SH).</summary>
    ScriptHash,
}
