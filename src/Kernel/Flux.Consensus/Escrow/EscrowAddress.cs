using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Escrow;

/// <summary>The keyless address that app payments go to: P2PKH of RIPEMD160(SHA256("flux escrow 1")).</summary>
public static class EscrowAddress
{
    /// <summary>The 20 bytes. Nobody can have a key with this hash.</summary>
    public static Hash160 KeyHash { get; } = Hash160.Of("flux escrow 1"u8);

    /// <summary>The P2PKH script.</summary>
    public static Script Script { get; } = ScriptBuilder.PayToPubKeyHash(KeyHash);
}
