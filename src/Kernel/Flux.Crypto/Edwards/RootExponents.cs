using System.Numerics;

namespace Flux.Crypto.Edwards;

/// <summary>Constants of one prime that inversion and square roots need, computed once: p − 1 = 2^adicity · odd part.</summary>
internal static class RootExponents<TPrime>
    where TPrime : struct, IPrime
{
    private static readonly BigInteger Prime =
        TPrime.P0 + ((BigInteger)TPrime.P1 << 64) + ((BigInteger)TPrime.P2 << 128) + ((BigInteger)TPrime.P3 << 192);

    private static readonly BigInteger OddPart = Odd(Prime - 1);

    /// <summary>p − 2.</summary>
    internal static byte[] MinusTwo { get; } = Bytes(Prime - 2);

    /// <summary>(odd part − 1) / 2.</summary>
    internal static byte[] HalfOddPart { get; } = Bytes((OddPart - 1) / 2);

    /// <summary>How often two divides p − 1.</summary>
    internal static int TwoAdicity { get; } = (int)BigInteger.Log2((Prime - 1) / OddPart);

    /// <summary>A number whose order is 2^adicity: some non-residue to the power of the odd part.</summary>
    internal static Residue<TPrime> Twist { get; } = NonResidue().Power(Bytes(OddPart));

    private static Residue<TPrime> NonResidue()
    {
        var half = Bytes((Prime - 1) / 2);
        var candidate = Residue<TPrime>.Of(2);
        while (candidate.Power(half) == Residue<TPrime>.One) candidate += Residue<TPrime>.One;
        return candidate;
    }

    private static BigInteger Odd(BigInteger value)
    {
        while (value.IsEven) value >>= 1;
        return value;
    }

    private static byte[] Bytes(BigInteger value)
    {
        var bytes = new byte[Residue<TPrime>.Size];
        value.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }
}
