using System.Numerics;
using CsCheck;
using Flux.Crypto.Curves;

namespace Flux.Crypto.Tests.Curves;

/// <summary>Arithmetic modulo the group order against big integers.</summary>
public sealed class ScalarProperties
{
    private static readonly BigInteger N = BigInteger.Parse(
        "0FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141", System.Globalization.NumberStyles.HexNumber, null);

    private static readonly Gen<Scalar> Any = CurveGenerators.Number.Select(bytes =>
    {
        Scalar.Read(bytes, out Scalar value);
        return value;
    });

    [Fact]
    public void Reading_reduces_and_says_so() => CurveGenerators.Number.Sample(
        bytes =>
        {
            var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
            Scalar.Read(bytes, out Scalar value).ShouldBe(number < N);
            Value(value).ShouldBe(number % N);
        });

    [Fact]
    public void Sums_products_and_negatives_are_right() => Gen.Select(Any, Any).Sample(
        (a, b) =>
        {
            Value(Scalar.Sum(a, b)).ShouldBe((Value(a) + Value(b)) % N);
            Value(Scalar.Product(a, b)).ShouldBe(Value(a) * Value(b) % N);
            Value(Scalar.Negative(a)).ShouldBe((N - Value(a)) % N);
            a.IsHigh.ShouldBe(Value(a) > (N - 1) / 2);
        },
        iter: 5_000);

    [Fact]
    public void Both_inverses_are_right() => Any.Sample(
        a =>
        {
            BigInteger expected = BigInteger.ModPow(Value(a), N - 2, N);
            Value(Scalar.Inverse(a)).ShouldBe(expected);
            Value(Scalar.InverseVar(a)).ShouldBe(expected);
        },
        iter: 1_000);

    [Fact]
    public void The_endomorphism_splits_into_short_parts_that_sum_up() => Any.Sample(
        k =>
        {
            BigInteger lambda = BigInteger.Parse(
                "5363AD4CC05C30E0A5261C028812645A122E22EA20816678DF02967C1B23BD72", System.Globalization.NumberStyles.HexNumber, null);
            BigInteger.ModPow(lambda, 3, N).ShouldBe(BigInteger.One);
            Endomorphism.SplitVar(k, out Scalar k1, out bool negative1, out Scalar k2, out bool negative2);
            (Value(k1) >> 129).ShouldBe(BigInteger.Zero);
            (Value(k2) >> 129).ShouldBe(BigInteger.Zero);
            BigInteger sum = (negative1 ? -Value(k1) : Value(k1)) + ((negative2 ? -Value(k2) : Value(k2)) * lambda);
            (((sum - Value(k)) % N + N) % N).ShouldBe(BigInteger.Zero);
        },
        iter: 2_000);

    [Fact]
    public void The_windowed_form_sums_up_with_sparse_odd_digits() => Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[2, 14], Gen.Bool).Sample(
        (low, high, width, negative) =>
        {
            Span<short> digits = stackalloc short[WindowedForm.Digits];
            int used = WindowedForm.WriteVar(new Scalar(low, high, 0, 0), negative, width, digits);
            BigInteger sum = 0;
            int last = -width;
            for (int i = 0; i < digits.Length; i++)
            {
                if (digits[i] == 0)
                {
                    continue;
                }

                (digits[i] & 1).ShouldBe(1);
                Math.Abs((int)digits[i]).ShouldBeLessThan(1 << (width - 1));
                (i - last).ShouldBeGreaterThanOrEqualTo(width);
                i.ShouldBeLessThan(used);
                last = i;
                sum += (BigInteger)digits[i] << i;
            }

            BigInteger expected = low + ((BigInteger)high << 64);
            sum.ShouldBe(negative ? -expected : expected);
        },
        iter: 2_000);

    private static BigInteger Value(in Scalar a) =>
        a.W0 + ((BigInteger)a.W1 << 64) + ((BigInteger)a.W2 << 128) + ((BigInteger)a.W3 << 192);
}
