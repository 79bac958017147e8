using System.Text;
using Flux.Crypto.Hashing;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Escrow;

/// <summary>The keyless address that app payments go to: P2PKH of RIPEMD160(SHA256("flux escrow 1")).</summary>
public static class EscrowAddress
{
    private const string Seed = "flux escrow 1";

    /// <summary>The 20 bytes.</summary>
    public static ReadOnlyMemory<byte> KeyHash { get; } = HashOfSeed();

    /// <summary><c>OP_DUP OP_HASH160 hash OP_EQUALVERIFY OP_CHECKSIG</c>.</summary>
    public static Script Script { get; } = new([0x76, 0xa9, 0x14, .. KeyHash.Span, 0x88, 0xac]);

    private static byte[] HashOfSeed()
    {
        var hash = new byte[20];
        Hashes.Hash160(Encoding.ASCII.GetBytes(Seed), hash);
        return hash;
    }
}
