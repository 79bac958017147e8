using Flux.Crypto.Curves;

namespace Flux.Crypto.Native;

/// <summary>
/// Known answers that a loaded library must give before it is trusted: one for every function used. Key 1 and its RFC 6979 signature
/// of SHA-256("Satoshi Nakamoto") are the vector commonly published for this curve.
/// </summary>
internal static class Secp256k1SelfTest
{
    private static ReadOnlySpan<byte> Digest =>
    [
        0xa0, 0xdc, 0x65, 0xff, 0xca, 0x79, 0x98, 0x73, 0xcb, 0xea, 0x0a, 0xc2, 0x74, 0x01, 0x5b, 0x95,
        0x26, 0x50, 0x5d, 0xaa, 0xae, 0xd3, 0x85, 0x15, 0x54, 0x25, 0xf7, 0x33, 0x77, 0x04, 0x88, 0x3e,
    ];

    private static readonly byte[] Signature = Convert.FromHexString(
        "3045022100934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d802202442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5");

    private static readonly byte[] Generator =
        Convert.FromHexString("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");

    private static readonly byte[] TwiceGenerator =
        Convert.FromHexString("02c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5");

    /// <summary>Runs every operation against its known answer.</summary>
    internal static bool Passes(ISecp256k1 curve)
    {
        byte[] one = new byte[32];
        one[31] = 1;
        return Keys(curve, one) && Signatures(curve, one);
    }

    private static bool Keys(ISecp256k1 curve, byte[] one)
    {
        byte[] secret = new byte[32];
        System.Security.Cryptography.SHA256.HashData(Generator, secret);
        return curve.IsValidPrivateKey(one) && !curve.IsValidPrivateKey(new byte[32])
            && curve.IsValidPublicKey(Generator) && !curve.IsValidPublicKey(new byte[33])
            && curve.TryGetPublicKey(one, true, out byte[] point) && point.AsSpan().SequenceEqual(Generator)
            && curve.TryTweakAddPublic(Generator, one, out byte[] twice) && twice.AsSpan().SequenceEqual(TwiceGenerator)
            && curve.TryTweakAddPrivate(one, one, out byte[] two) && two[31] == 2
            && curve.TryEcdh(one, Generator, out byte[] shared) && shared.AsSpan().SequenceEqual(secret);
    }

    private static bool Signatures(ISecp256k1 curve, byte[] one)
    {
        byte[] other = Digest.ToArray();
        other[0] ^= 1;
        byte[] compact = curve.SignCompact(Digest, one, compressed: true);
        return curve.SignDer(Digest, one).AsSpan().SequenceEqual(Signature)
            && curve.VerifyDer(Digest, Signature, Generator) && !curve.VerifyDer(other, Signature, Generator)
            && curve.TryRecoverCompact(Digest, compact, out byte[] recovered) && recovered.AsSpan().SequenceEqual(Generator);
    }
}
