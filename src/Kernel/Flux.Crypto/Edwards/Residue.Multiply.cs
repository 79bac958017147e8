using System.Runtime.CompilerServices;
using Flux.Crypto.Curves;

namespace Flux.Crypto.Edwards;

internal readonly partial struct Residue<TPrime>
{
    /// <summary>Montgomery's product a·b / 2^256, word by word. b must be below the prime, a may be any four words.</summary>
    /// <remarks>Optimised at first call: signatures come rarely, and the first hundred would each take forty times as long.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Residue<TPrime> operator *(in Residue<TPrime> a, in Residue<TPrime> b)
    {
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0;
        Step(a._w0, in b, ref t0, ref t1, ref t2, ref t3);
        Step(a._w1, in b, ref t0, ref t1, ref t2, ref t3);
        Step(a._w2, in b, ref t0, ref t1, ref t2, ref t3);
        Step(a._w3, in b, ref t0, ref t1, ref t2, ref t3);
        return Once(t0, t1, t2, t3);
    }

    internal Residue<TPrime> Square() => this * this;

    /// <summary>To the power of an exponent of 32 bytes, lowest first.</summary>
    internal Residue<TPrime> Power(ReadOnlySpan<byte> exponent)
    {
        var result = One;
        for (var bit = (8 * exponent.Length) - 1; bit >= 0; bit--)
        {
            result = result.Square();
            if ((exponent[bit / 8] >> (bit % 8) & 1) != 0) result *= this;
        }
        return result;
    }

    /// <summary>1/this (Fermat); zero for zero.</summary>
    internal Residue<TPrime> Invert() => Power(RootExponents<TPrime>.MinusTwo);

    /// <summary>A square root (Tonelli and Shanks), or false when there is none. Which of the two is left open.</summary>
    internal bool TrySquareRoot(out Residue<TPrime> root)
    {
        var power = Power(RootExponents<TPrime>.HalfOddPart);
        root = power * this;
        var remainder = root * power;
        var twist = RootExponents<TPrime>.Twist;
        for (var order = RootExponents<TPrime>.TwoAdicity; remainder != One && !remainder.IsZero;)
        {
            var exponent = 0;
            for (var at = remainder; at != One; exponent++)
            {
                if (exponent == order) return false;
                at = at.Square();
            }
            if (exponent == order) return false;
            for (var i = 0; i < order - exponent - 1; i++) twist = twist.Square();
            root *= twist;
            twist = twist.Square();
            remainder *= twist;
            order = exponent;
        }
        return true;
    }

    /// <summary>
    /// Adds digit · b, then makes the lowest word zero by adding a multiple of the prime, and drops it. The sum stays below 2p, hence in four
    /// words: (2p + 2^64·p + 2^64·p) / 2^64 is not above it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(ulong digit, in Residue<TPrime> b, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3)
    {
        ulong high = 0;
        t0 = WideMath.MultiplyAdd(digit, b._w0, t0, ref high);
        t1 = WideMath.MultiplyAdd(digit, b._w1, t1, ref high);
        t2 = WideMath.MultiplyAdd(digit, b._w2, t2, ref high);
        t3 = WideMath.MultiplyAdd(digit, b._w3, t3, ref high);
        var factor = t0 * TPrime.Inverse;
        ulong carry = 0;
        WideMath.MultiplyAdd(factor, TPrime.P0, t0, ref carry);
        t0 = WideMath.MultiplyAdd(factor, TPrime.P1, t1, ref carry);
        t1 = WideMath.MultiplyAdd(factor, TPrime.P2, t2, ref carry);
        t2 = WideMath.MultiplyAdd(factor, TPrime.P3, t3, ref carry);
        t3 = high + carry;
    }
}
