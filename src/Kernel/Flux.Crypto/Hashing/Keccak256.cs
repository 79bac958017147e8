using Org.BouncyCastle.Crypto.Digests;

namespace Flux.Crypto.Hashing;

/// <summary>Keccak-256 from BouncyCastle: used for bridge addresses only, where its speed does not matter.</summary>
internal static class Keccak256
{
    internal static void Hash(ReadOnlySpan<byte> data, Span<byte> out32)
    {
        var digest = new KeccakDigest(256);
        digest.BlockUpdate(data);
        digest.DoFinal(out32);
    }
}
