using System.Numerics;
using CsCheck;
using Flux.Crypto.Edwards;

namespace Flux.Crypto.Tests.Edwards;

/// <summary>Arithmetic modulo each prime equals that of big integers.</summary>
public sealed class ResidueProperties
{
    [Fact]
    public void Jubjubs_base_field() => Check<Jubjub>();

    [Fact]
    public void Jubjubs_scalars() => Check<JubjubOrder>();

    [Fact]
    public void Base_field_of_Ed25519() => Check<Curve25519>();

    [Fact]
    public void Scalars_of_Ed25519() => Check<Order25519>();

    private static void Check<TPrime>()
        where TPrime : struct, IPrime
    {
        var prime = TPrime.P0 + ((BigInteger)TPrime.P1 << 64) + ((BigInteger)TPrime.P2 << 128) + ((BigInteger)TPrime.P3 << 192);
        // Beside random numbers those at the edges, where carries and last subtractions go wrong.
        BigInteger[] edges = [0, 1, 2, prime - 1, prime - 2, prime >> 1, prime, prime + 1, BigInteger.Pow(2, 255), BigInteger.Pow(2, 256) - 1];
        var edge = Gen.Int[0, edges.Length - 1].Select(i => edges[i]);
        var number = Gen.Frequency((3, Gen.Byte.Array[32].Select(bytes => new BigInteger(bytes, isUnsigned: true))), (1, edge));
        Gen.Select(number, number).Sample(
            (a, b) =>
            {
                var (x, y) = (Residue<TPrime>.Reduce(Bytes(a, 32)), Residue<TPrime>.Reduce(Bytes(b, 32)));
                Value(x).ShouldBe(a % prime);
                Value(x + y).ShouldBe((a + b) % prime);
                Value(x - y).ShouldBe((((a - b) % prime) + prime) % prime);
                Value(x * y).ShouldBe(a * b % prime);
                Value(Residue<TPrime>.Reduce(Bytes(a + (b << 256), 64))).ShouldBe((a + (b << 256)) % prime);
                Residue<TPrime>.TryRead(Bytes(a, 32), out _).ShouldBe(a < prime);
                x.IsOdd.ShouldBe(!(a % prime).IsEven);
                if (!x.IsZero) (x.Invert() * x).ShouldBe(Residue<TPrime>.One);
                x.Square().TrySquareRoot(out var root).ShouldBeTrue();
                (root == x || root == -x).ShouldBeTrue();
                var isSquare = x.IsZero || BigInteger.ModPow(a, (prime - 1) / 2, prime).IsOne;
                x.TrySquareRoot(out _).ShouldBe(isSquare);
            }, iter: 150);
    }

    private static byte[] Bytes(BigInteger value, int size)
    {
        var bytes = new byte[size];
        value.TryWriteBytes(bytes, out _, isUnsigned: true).ShouldBeTrue();
        return bytes;
    }

    private static BigInteger Value<TPrime>(Residue<TPrime> residue)
        where TPrime : struct, IPrime
    {
        Span<byte> bytes = stackalloc byte[32];
        residue.Write(bytes);
        return new BigInteger(bytes, isUnsigned: true);
    }
}
