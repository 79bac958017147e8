namespace Flux.Primitives.Scripts;

/// <summary>The standard shapes of output scripts (chain reference §6.9).</summary>
public enum ScriptKind
{
    /// <summary>None of the others.</summary>
    NonStandard,

    /// <summary>A bare public key and CHECKSIG.</summary>
    PubKey,

    /// <summary>P2PKH.</summary>
    PubKeyHash,

    /// <summary>P2SH, exactly 23 bytes.</summary>
    ScriptHash,

    /// <summary>Bare m-of-n.</summary>
    Multisig,

    /// <summary>OP_RETURN, and at most one operation after it, which pushes at most 80 bytes.</summary>
    NullData,
}
