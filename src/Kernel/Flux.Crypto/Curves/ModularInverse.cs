using System.Numerics;
using System.Runtime.CompilerServices;

namespace Flux.Crypto.Curves;

/// <summary>
/// Inverse modulo an odd 256-bit number for <b>public</b> values, by the division steps of Bernstein and Yang ("Fast constant-time gcd
/// computation and modular inversion", 2019), 62 at a time on the low words, then applied to the full numbers. Its time depends on
/// the value.
/// </summary>
internal sealed class ModularInverse
{
    private const int Batch = 62;
    private const long Mask = (1L << Batch) - 1;

    private readonly Limbs _modulus;
    private readonly ulong _inverseOfLowLimb;

    /// <summary>For the modulus with these words, least significant first.</summary>
    internal ModularInverse(ulong w0, ulong w1, ulong w2, ulong w3)
    {
        _modulus = Limbs.FromWords(w0, w1, w2, w3);
        ulong inverse = w0;
        for (int i = 0; i < 5; i++)
        {
            inverse *= 2 - (w0 * inverse);
        }

        _inverseOfLowLimb = inverse & Mask;
    }

    /// <summary>Replaces a number below the modulus by its inverse; zero stays zero.</summary>
    internal void InvertVar(ref ulong w0, ref ulong w1, ref ulong w2, ref ulong w3)
    {
        // Invariant: d·x ≡ f and e·x ≡ g (mod modulus), up to the powers of two that Apply divides out.
        Limbs d = default, e = default, f = _modulus, g = Limbs.FromWords(w0, w1, w2, w3);
        e[0] = 1;
        long eta = -1;
        while (!g.IsZero)
        {
            Step step = DivisionSteps(ref eta, (ulong)f[0], (ulong)g[0]);
            ApplyModular(ref d, ref e, step);
            Apply(ref f, ref g, step);
        }

        // f is now ±gcd = ±1 (or the modulus when x was zero, with d = 0).
        Normalize(ref d, negate: f[4] < 0);
        d.ToWords(out w0, out w1, out w2, out w3);
    }

    /// <summary>62 division steps on the low words of f (odd) and g; returns their transition matrix, scaled by 2^62.</summary>
    private static Step DivisionSteps(ref long eta, ulong f, ulong g)
    {
        ulong u = 1, v = 0, q = 0, r = 1;
        int left = Batch;
        while (true)
        {
            int zeros = BitOperations.TrailingZeroCount(g | (ulong.MaxValue << left));
            g >>= zeros;
            u <<= zeros;
            v <<= zeros;
            eta -= zeros;
            left -= zeros;
            if (left == 0)
            {
                return new Step((long)u, (long)v, (long)q, (long)r);
            }

            if (eta < 0)
            {
                eta = -eta;
                (f, g) = (g, 0 - f);
                (u, q) = (q, 0 - u);
                (v, r) = (r, 0 - v);
            }

            // Cancel as many low bits of g as may be done before the next swap, at most six: w = −g/f mod 2^bits.
            int bits = (int)Math.Min(Math.Min(eta + 1, left), 6);
            ulong w = (f * g * ((f * f) - 2)) & ((1UL << bits) - 1);
            g += f * w;
            q += u * w;
            r += v * w;
        }
    }

    /// <summary>(f, g) ← matrix · (f, g) / 2^62, exact.</summary>
    private static void Apply(ref Limbs f, ref Limbs g, in Step t)
    {
        Int128 a = Product(t.U, f[0]) + Product(t.V, g[0]), b = Product(t.Q, f[0]) + Product(t.R, g[0]);
        for (int i = 1; i < 5; i++)
        {
            a = (a >> Batch) + Product(t.U, f[i]) + Product(t.V, g[i]);
            b = (b >> Batch) + Product(t.Q, f[i]) + Product(t.R, g[i]);
            f[i - 1] = (long)a & Mask;
            g[i - 1] = (long)b & Mask;
        }

        f[4] = (long)(a >> Batch);
        g[4] = (long)(b >> Batch);
    }

    /// <summary>(d, e) ← matrix · (d, e) / 2^62 modulo the modulus; both stay in (−2·modulus, modulus).</summary>
    private void ApplyModular(ref Limbs d, ref Limbs e, in Step t)
    {
        long signD = d[4] >> 63, signE = e[4] >> 63;
        long md = (t.U & signD) + (t.V & signE), me = (t.Q & signD) + (t.R & signE);
        Int128 a = Product(t.U, d[0]) + Product(t.V, e[0]), b = Product(t.Q, d[0]) + Product(t.R, e[0]);

        // Add the multiple of the modulus that clears the 62 low bits.
        md -= (long)((_inverseOfLowLimb * (ulong)(long)a) + (ulong)md) & Mask;
        me -= (long)((_inverseOfLowLimb * (ulong)(long)b) + (ulong)me) & Mask;
        a += Product(_modulus[0], md);
        b += Product(_modulus[0], me);
        for (int i = 1; i < 5; i++)
        {
            a = (a >> Batch) + Product(t.U, d[i]) + Product(t.V, e[i]) + Product(_modulus[i], md);
            b = (b >> Batch) + Product(t.Q, d[i]) + Product(t.R, e[i]) + Product(_modulus[i], me);
            d[i - 1] = (long)a & Mask;
            e[i - 1] = (long)b & Mask;
        }

        d[4] = (long)(a >> Batch);
        e[4] = (long)(b >> Batch);
    }

    /// <summary>From (−2·modulus, modulus) to [0, modulus), negated first if asked.</summary>
    private void Normalize(ref Limbs value, bool negate)
    {
        AddMultiple(ref value, value[4] < 0 ? 1 : 0, 1);
        if (negate)
        {
            AddMultiple(ref value, 0, -1);
        }

        AddMultiple(ref value, value[4] < 0 ? 1 : 0, 1);
    }

    private void AddMultiple(ref Limbs value, long times, long sign)
    {
        long carry = 0;
        for (int i = 0; i < 5; i++)
        {
            carry += (sign * value[i]) + (times * _modulus[i]);
            value[i] = i < 4 ? carry & Mask : carry;
            carry >>= Batch;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Int128 Product(long a, long b)
    {
        ulong high = WideMath.High((ulong)a, (ulong)b) - ((ulong)(a >> 63) & (ulong)b) - ((ulong)(b >> 63) & (ulong)a);
        return new Int128(high, (ulong)a * (ulong)b);
    }

    private readonly record struct Step(long U, long V, long Q, long R);

    /// <summary>Five limbs of 62 bits; the last carries the sign.</summary>
    [InlineArray(5)]
    private struct Limbs
    {
        private long _first;

        internal readonly bool IsZero => (this[0] | this[1] | this[2] | this[3] | this[4]) == 0;

        internal static Limbs FromWords(ulong w0, ulong w1, ulong w2, ulong w3)
        {
            Limbs limbs = default;
            limbs[0] = (long)w0 & Mask;
            limbs[1] = (long)((w0 >> 62) | (w1 << 2)) & Mask;
            limbs[2] = (long)((w1 >> 60) | (w2 << 4)) & Mask;
            limbs[3] = (long)((w2 >> 58) | (w3 << 6)) & Mask;
            limbs[4] = (long)(w3 >> 56);
            return limbs;
        }

        internal readonly void ToWords(out ulong w0, out ulong w1, out ulong w2, out ulong w3)
        {
            w0 = (ulong)this[0] | ((ulong)this[1] << 62);
            w1 = ((ulong)this[1] >> 2) | ((ulong)this[2] << 60);
            w2 = ((ulong)this[2] >> 4) | ((ulong)this[3] << 58);
            w3 = ((ulong)this[3] >> 6) | ((ulong)this[4] << 56);
        }
    }
}
