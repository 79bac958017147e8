using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Digests;

namespace Flux.TestKit.Shielded;

/// <summary>Jubjub in big integers, slow and plain: a second telling of the product's arithmetic, with secret keys, for tests.</summary>
internal static class PlainJubjub
{
    private static readonly BigInteger Prime = Hex("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001");
    private static readonly BigInteger Order = Hex("0e7db4ea6533afa906673b0101343b00a6682093ccc81082d0970e5ed6f72cb7");
    private static readonly BigInteger D = Hex("2a9318e74bfa2b48f5fd9207e6bd7fd4292d7f6d37579d2601065fd6d6343eb1");

    /// <summary>Base of spend authorisations (zcash-test-vectors, sapling_generators.json, skb).</summary>
    public static Point SpendBase { get; } = Of("0926d4f32059c712d418a7ff26753b6ad5b9a7d3ef8e282747bf46920a95a753", "57a1019e6de9b67553bb37d0c21cfd056d65674dcedbddbc305632adaaf2b530");

    /// <summary>Base of values (same source, vcvb).</summary>
    public static Point ValueBase { get; } = Of("273f910d9ecc1615d8618ed1d15fef4e9472c89ac043042d36183b2cb4d7ef51", "466a7e3a82f67ab1d32294fd89774ad6bc3332d0fa1ccd18a77a81f50667c8d7");

    /// <summary>Base of value randomness (same source, vcrb).</summary>
    public static Point RandomnessBase { get; } = Of("6800f4fa0f001cfc7ff6826ad58004b4d1d8da41af03744e3bce3b7793664337", "6d81d3a9cb45dedbe6fb2a6e1e22ab50ad46f1b0473b803b3caefab9380b6a8b");

    /// <summary>A scalar made from a name.</summary>
    public static BigInteger Scalar(string name) => new BigInteger(SHA512.HashData(Encoding.UTF8.GetBytes(name)), isUnsigned: true) % Order;

    /// <summary>Scalar (any sign) times point.</summary>
    public static Point Times(BigInteger scalar, Point point)
    {
        scalar = Modulo(scalar, Order);
        var result = new Point(BigInteger.Zero, BigInteger.One, BigInteger.One);
        for (var bit = (int)scalar.GetBitLength() - 1; bit >= 0; bit--)
        {
            result = Add(result, result);
            if (!(scalar >> bit).IsEven) result = Add(result, point);
        }
        return result;
    }

    /// <summary>Projective addition (Bernstein, Birkner, Joye, Lange, Peters 2008) with a = −1.</summary>
    public static Point Add(Point p, Point q)
    {
        var a = p.Z * q.Z % Prime;
        var b = a * a % Prime;
        var c = p.X * q.X % Prime;
        var d = p.Y * q.Y % Prime;
        var e = D * c % Prime * d % Prime;
        var (f, g) = (Modulo(b - e, Prime), (b + e) % Prime);
        var x = a * f % Prime * Modulo(((p.X + p.Y) * (q.X + q.Y)) - c - d, Prime) % Prime;
        return new Point(x, a * g % Prime * ((d + c) % Prime) % Prime, f * g % Prime);
    }

    /// <summary>y, lowest byte first, with the parity of x on top.</summary>
    public static byte[] Encode(Point point)
    {
        var inverse = BigInteger.ModPow(point.Z, Prime - 2, Prime);
        var bytes = Bytes(point.Y * inverse % Prime);
        if (!(point.X * inverse % Prime).IsEven) bytes[31] |= 0x80;
        return bytes;
    }

    /// <summary>A RedJubjub signature of the message, whose first 32 bytes are the key's encoding.</summary>
    public static byte[] Sign(BigInteger secret, Point basePoint, byte[] message)
    {
        var nonce = Scalar($"nonce {secret} {Convert.ToHexString(message)}");
        var commitment = Encode(Times(nonce, basePoint));
        var hash = new Blake2bDigest(null, 64, null, "Zcash_RedJubjubH"u8.ToArray());
        hash.BlockUpdate([.. commitment, .. message]);
        var digest = new byte[64];
        hash.DoFinal(digest);
        var challenge = new BigInteger(digest, isUnsigned: true) % Order;
        return [.. commitment, .. Bytes(Modulo(nonce + (challenge * secret), Order))];
    }

    private static BigInteger Modulo(BigInteger value, BigInteger modulus)
    {
        var rest = value % modulus;
        return rest.Sign < 0 ? rest + modulus : rest;
    }

    private static byte[] Bytes(BigInteger value)
    {
        var bytes = new byte[32];
        value.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }

    private static Point Of(string x, string y) => new(Hex(x), Hex(y), BigInteger.One);

    private static BigInteger Hex(string text) => BigInteger.Parse("0" + text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>(X/Z, Y/Z).</summary>
    internal readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z);
}
