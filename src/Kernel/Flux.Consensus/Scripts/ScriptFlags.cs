namespace Flux.Consensus.Scripts;

/// <summary>What the interpreter demands beyond the language itself (chain reference §7). Strict DER is always demanded.</summary>
[Flags]
public enum ScriptFlags
{
    /// <summary>Only the language.</summary>
    None = 0,

    /// <summary>A script hash is followed into the redeem script.</summary>
    PayToScriptHash = 1 << 0,

    /// <summary>Hash types must be known, public keys compressed or uncompressed (never hybrid).</summary>
    StrictEncoding = 1 << 1,

    /// <summary>S must be at most half the group order.</summary>
    LowS = 1 << 3,

    /// <summary>The extra element that CHECKMULTISIG consumes must be empty.</summary>
    NullDummy = 1 << 4,

    /// <summary>scriptSig must hold nothing but pushes.</summary>
    SignaturePushOnly = 1 << 5,

    /// <summary>Pushes and numbers must be as short as possible.</summary>
    MinimalData = 1 << 6,

    /// <summary>NOPs that may get a meaning one day fail.</summary>
    DiscourageUpgradableNops = 1 << 7,

    /// <summary>Exactly one element may be left; needs <see cref="PayToScriptHash"/>.</summary>
    CleanStack = 1 << 8,

    /// <summary>NOP2 is CHECKLOCKTIMEVERIFY.</summary>
    CheckLockTimeVerify = 1 << 9,

    /// <summary>What a block demands, from genesis on.</summary>
    Block = PayToScriptHash | CheckLockTimeVerify,

    /// <summary>Flags whose violation means that a loose transaction is against the protocol, not only non-standard.</summary>
    Mandatory = PayToScriptHash,

    /// <summary>What the pool demands.</summary>
    Standard = Block | StrictEncoding | MinimalData | NullDummy | DiscourageUpgradableNops | CleanStack | LowS,
}
