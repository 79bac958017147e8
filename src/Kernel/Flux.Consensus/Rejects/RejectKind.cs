namespace Flux.Consensus.Rejects;

/// <summary>Class of a refusal: the number that a <c>reject</c> message and RPC errors carry (chain reference §11.4).</summary>
public enum RejectKind
{
    /// <summary>Bytes that are not what they claim to be.</summary>
    Malformed = 0x01,

    /// <summary>Against consensus.</summary>
    Invalid = 0x10,

    /// <summary>A version of the past.</summary>
    Obsolete = 0x11,

    /// <summary>Known already.</summary>
    Duplicate = 0x12,

    /// <summary>Valid, but not relayed or kept here.</summary>
    Nonstandard = 0x40,

    /// <summary>An output too small to be worth spending.</summary>
    Dust = 0x41,

    /// <summary>Pays too little for its size.</summary>
    InsufficientFee = 0x42,

    /// <summary>Contradicts a checkpoint.</summary>
    Checkpoint = 0x43,
}
