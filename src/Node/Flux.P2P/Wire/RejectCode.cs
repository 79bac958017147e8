namespace Flux.P2P.Wire;

/// <summary>Why a message was refused (chain reference §11.4); the numbers of <see cref="Consensus.Rejects.RejectKind"/> and others.</summary>
internal enum RejectCode : byte
{
    Malformed = 0x01,
    Invalid = 0x10,
    Obsolete = 0x11,
    Duplicate = 0x12,
    Nonstandard = 0x40,
    Dust = 0x41,
    InsufficientFee = 0x42,
    Checkpoint = 0x43,
}
