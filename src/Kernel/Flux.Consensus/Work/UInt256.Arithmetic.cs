namespace Flux.Consensus.Work;

public readonly partial struct UInt256
{
    /// <summary>From a small number.</summary>
    public static implicit operator UInt256(ulong value) => new(value, 0, 0, 0);

    /// <summary>Sum modulo 2^256.</summary>
    public static UInt256 operator +(UInt256 left, UInt256 right)
    {
        var s0 = (UInt128)left._w0 + right._w0;
        var s1 = (UInt128)left._w1 + right._w1 + (s0 >> 64);
        var s2 = (UInt128)left._w2 + right._w2 + (s1 >> 64);
        return new UInt256((ulong)s0, (ulong)s1, (ulong)s2, unchecked(left._w3 + right._w3 + (ulong)(s2 >> 64)));
    }

    /// <summary>Difference modulo 2^256.</summary>
    public static UInt256 operator -(UInt256 left, UInt256 right) => left + ~right + One;

    /// <summary>All bits flipped.</summary>
    public static UInt256 operator ~(UInt256 value) => new(~value._w0, ~value._w1, ~value._w2, ~value._w3);

    /// <summary>Product modulo 2^256.</summary>
    public static UInt256 operator *(UInt256 left, ulong right)
    {
        var p0 = (UInt128)left._w0 * right;
        var p1 = ((UInt128)left._w1 * right) + (p0 >> 64);
        var p2 = ((UInt128)left._w2 * right) + (p1 >> 64);
        return new UInt256((ulong)p0, (ulong)p1, (ulong)p2, unchecked((left._w3 * right) + (ulong)(p2 >> 64)));
    }

    /// <summary>Quotient, truncated. The divisor must not be zero.</summary>
    public static UInt256 operator /(UInt256 left, ulong right)
    {
        ulong remainder = 0;
        Span<ulong> quotient = stackalloc ulong[4];
        for (var i = 3; i >= 0; i--)
        {
            var (word, rest) = UInt128.DivRem(new UInt128(remainder, left.Word(i)), right);
            quotient[i] = (ulong)word;
            remainder = (ulong)rest;
        }
        return new UInt256(quotient[0], quotient[1], quotient[2], quotient[3]);
    }

    /// <summary>Quotient, truncated. The divisor must not be zero.</summary>
    public static UInt256 operator /(UInt256 left, UInt256 right)
    {
        if (right.IsZero) throw new DivideByZeroException();
        if ((right._w1 | right._w2 | right._w3) == 0) return left / right._w0;
        var shift = left.BitLength - right.BitLength;
        var quotient = Zero;
        for (var divisor = right << Math.Max(shift, 0); shift >= 0; shift--, divisor >>= 1)
        {
            if (left < divisor) continue;
            left -= divisor;
            quotient += One << shift;
        }
        return quotient;
    }

    /// <summary>Shifted left; bits beyond 256 are lost.</summary>
    public static UInt256 operator <<(UInt256 value, int bits)
    {
        if (bits >= 256) return Zero;
        Span<ulong> words = stackalloc ulong[4];
        for (var i = 3; i >= bits / 64; i--)
        {
            var from = i - (bits / 64);
            words[i] = value.Word(from) << (bits % 64);
            if (bits % 64 != 0 && from > 0) words[i] |= value.Word(from - 1) >> (64 - (bits % 64));
        }
        return new UInt256(words[0], words[1], words[2], words[3]);
    }

    /// <summary>Shifted right.</summary>
    public static UInt256 operator >>(UInt256 value, int bits)
    {
        if (bits >= 256) return Zero;
        Span<ulong> words = stackalloc ulong[4];
        for (var i = 0; i + (bits / 64) < 4; i++)
        {
            var from = i + (bits / 64);
            words[i] = value.Word(from) >> (bits % 64);
            if (bits % 64 != 0 && from < 3) words[i] |= value.Word(from + 1) << (64 - (bits % 64));
        }
        return new UInt256(words[0], words[1], words[2], words[3]);
    }

    /// <summary>The smaller.</summary>
    public static UInt256 Min(UInt256 left, UInt256 right) => left < right ? left : right;
}
