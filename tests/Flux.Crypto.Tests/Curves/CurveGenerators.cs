using CsCheck;

namespace Flux.Crypto.Tests.Curves;

/// <summary>Random inputs in which the edges (0, 1, n, p and their neighbours, long runs of equal bits) are common.</summary>
internal static class CurveGenerators
{
    private static readonly byte[][] Edges =
    [
        Hex("0000000000000000000000000000000000000000000000000000000000000000"),
        Hex("0000000000000000000000000000000000000000000000000000000000000001"),
        Hex("0000000000000000000000000000000000000000000000000000000000000002"),
        Hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364140"),
        Hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141"),
        Hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364142"),
        Hex("7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0"),
        Hex("7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A1"),
        Hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2E"),
        Hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F"),
        Hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC30"),
        Hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"),
        Hex("000000000000000000000000000000014551231950B75FC4402DA1722FC9BAED"),
        Hex("000000000000000000000000000000014551231950B75FC4402DA1722FC9BAEE"),
        Hex("5363AD4CC05C30E0A5261C028812645A122E22EA20816678DF02967C1B23BD72"),
    ];

    /// <summary>Any 32 bytes.</summary>
    internal static Gen<byte[]> Number { get; } =
        Gen.Frequency((4, Gen.Byte.Array[32]), (1, Runs()), (1, Gen.OneOf(Edges)));

    /// <summary>32 bytes that are a valid private key.</summary>
    internal static Gen<byte[]> PrivateKey { get; } =
        Gen.Frequency((4, Gen.Byte.Array[32]), (1, Runs()), (1, Gen.OneOf(Edges)))
            .Where(k => Flux.Crypto.Curves.ManagedSecp256k1.Instance.IsValidPrivateKey(k));

    private static Gen<byte[]> Runs() => Gen.OneOf<byte>(0, 0, 0xff, 0xff, 1, 0x80).Array[32];

    private static byte[] Hex(string text) => Convert.FromHexString(text);
}
