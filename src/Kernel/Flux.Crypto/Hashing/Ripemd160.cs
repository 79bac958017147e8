using Org.BouncyCastle.Crypto.Digests;

namespace Flux.Crypto.Hashing;

internal static class Ripemd160
{
    internal static void Hash(ReadOnlySpan<byte> data, Span<byte> out20)
    {
        var digest = new RipeMD160Digest();
        digest.BlockUpdate(data);
        digest.DoFinal(out20);
    }
}
