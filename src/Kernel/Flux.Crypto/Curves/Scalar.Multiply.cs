using static Flux.Crypto.Curves.WideMath;

namespace Flux.Crypto.Curves;

/// <content>Products and the inverse.</content>
internal partial struct Scalar
{
    private static readonly ModularInverse Modulus = new(Order0, Order1, Order2, Order3);

    /// <summary>1/a for a public value; zero for zero.</summary>
    internal static Scalar InverseVar(in Scalar a)
    {
        Scalar result = a;
        Modulus.InvertVar(ref result.W0, ref result.W1, ref result.W2, ref result.W3);
        return result;
    }

    /// <summary>a · b.</summary>
    internal static Scalar Product(in Scalar a, in Scalar b)
    {
        ulong p0, p1, p2, p3, p4, p5, p6, p7, carry = 0;
        p0 = MultiplyAdd(a.W0, b.W0, 0, ref carry);
        p1 = MultiplyAdd(a.W0, b.W1, 0, ref carry);
        p2 = MultiplyAdd(a.W0, b.W2, 0, ref carry);
        p3 = MultiplyAdd(a.W0, b.W3, 0, ref carry);
        p4 = carry;
        carry = 0;
        p1 = MultiplyAdd(a.W1, b.W0, p1, ref carry);
        p2 = MultiplyAdd(a.W1, b.W1, p2, ref carry);
        p3 = MultiplyAdd(a.W1, b.W2, p3, ref carry);
        p4 = MultiplyAdd(a.W1, b.W3, p4, ref carry);
        p5 = carry;
        carry = 0;
        p2 = MultiplyAdd(a.W2, b.W0, p2, ref carry);
        p3 = MultiplyAdd(a.W2, b.W1, p3, ref carry);
        p4 = MultiplyAdd(a.W2, b.W2, p4, ref carry);
        p5 = MultiplyAdd(a.W2, b.W3, p5, ref carry);
        p6 = carry;
        carry = 0;
        p3 = MultiplyAdd(a.W3, b.W0, p3, ref carry);
        p4 = MultiplyAdd(a.W3, b.W1, p4, ref carry);
        p5 = MultiplyAdd(a.W3, b.W2, p5, ref carry);
        p6 = MultiplyAdd(a.W3, b.W3, p6, ref carry);
        p7 = carry;
        return Reduce(p0, p1, p2, p3, p4, p5, p6, p7);
    }

    /// <summary>The upper part ⌊a·b / 2^384⌉, rounded to nearest: what splitting by the endomorphism needs. At most 128 bits.</summary>
    internal static Scalar ProductShifted384(in Scalar a, in Scalar b)
    {
        Span<ulong> p = stackalloc ulong[8];
        ReadOnlySpan<ulong> x = [a.W0, a.W1, a.W2, a.W3], y = [b.W0, b.W1, b.W2, b.W3];
        for (int i = 0; i < 4; i++)
        {
            ulong carry = 0;
            for (int j = 0; j < 4; j++)
            {
                p[i + j] = MultiplyAdd(x[i], y[j], p[i + j], ref carry);
            }

            p[i + 4] = carry;
        }

        ulong round = p[5] >> 63;
        ulong low = Add(p[6], 0, ref round);
        return new Scalar(low, Add(p[7], 0, ref round), 0, 0);
    }

    /// <summary>1/a by Fermat, a^(n−2), with a window of four bits over the fixed exponent; zero for zero. For secrets.</summary>
    internal static Scalar Inverse(in Scalar a)
    {
        Span<Scalar> powers = stackalloc Scalar[16];
        powers[0] = One;
        for (int i = 1; i < 16; i++)
        {
            powers[i] = Product(powers[i - 1], a);
        }

        ReadOnlySpan<ulong> exponent = [Order0 - 2, Order1, Order2, Order3];
        Scalar result = One;
        for (int bit = 252; bit >= 0; bit -= 4)
        {
            result = Product(result, result);
            result = Product(result, result);
            result = Product(result, result);
            result = Product(result, result);
            result = Product(result, powers[(int)(exponent[bit / 64] >> (bit % 64)) & 15]);
        }

        return result;
    }

    /// <summary>512 bits to one scalar: the upper words are folded down by 2^256 mod n, three times, then one subtraction.</summary>
    private static Scalar Reduce(ulong p0, ulong p1, ulong p2, ulong p3, ulong p4, ulong p5, ulong p6, ulong p7)
    {
        // 256 + 129 bits + carry: seven words, the last below 2.
        ulong carry = 0;
        p0 = MultiplyAdd(p4, Complement0, p0, ref carry);
        p1 = MultiplyAdd(p5, Complement0, p1, ref carry);
        p2 = MultiplyAdd(p6, Complement0, p2, ref carry);
        p3 = MultiplyAdd(p7, Complement0, p3, ref carry);
        ulong q4 = carry;
        carry = 0;
        p1 = MultiplyAdd(p4, Complement1, p1, ref carry);
        p2 = MultiplyAdd(p5, Complement1, p2, ref carry);
        p3 = MultiplyAdd(p6, Complement1, p3, ref carry);
        q4 = MultiplyAdd(p7, Complement1, q4, ref carry);
        ulong q5 = carry;
        carry = 0;
        p2 = Add(p2, p4, ref carry);
        p3 = Add(p3, p5, ref carry);
        q4 = Add(q4, p6, ref carry);
        q5 = Add(q5, p7, ref carry);
        return ReduceAgain(p0, p1, p2, p3, q4, q5, carry);
    }

    private static Scalar ReduceAgain(ulong p0, ulong p1, ulong p2, ulong p3, ulong q4, ulong q5, ulong q6)
    {
        // 129 bits times 129 bits on top of 256 fit 259 bits; Complement2 is 1, so its row is a plain addition.
        ulong carry = 0;
        p0 = MultiplyAdd(q4, Complement0, p0, ref carry);
        p1 = MultiplyAdd(q5, Complement0, p1, ref carry);
        p2 = MultiplyAdd(q6, Complement0, p2, ref carry);
        p3 = Add(p3, 0, ref carry);
        ulong top = carry;
        carry = 0;
        p1 = MultiplyAdd(q4, Complement1, p1, ref carry);
        p2 = MultiplyAdd(q5, Complement1, p2, ref carry);
        p3 = MultiplyAdd(q6, Complement1, p3, ref carry);
        top += carry;
        carry = 0;
        p2 = Add(p2, q4, ref carry);
        p3 = Add(p3, q5, ref carry);
        top += q6 + carry;

        // The few bits above 2^256, once more; the sum is below 2^256 + 2^132, so one subtraction ends it.
        carry = 0;
        p0 = MultiplyAdd(top, Complement0, p0, ref carry);
        p1 = MultiplyAdd(top, Complement1, p1, ref carry);
        p2 = MultiplyAdd(top, Complement2, p2, ref carry);
        p3 = Add(p3, 0, ref carry);
        var result = new Scalar(p0, p1, p2, p3);
        result.ReduceOnce(carry);
        return result;
    }
}
