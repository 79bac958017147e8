using System.Numerics;
using CsCheck;
using Flux.Crypto.Curves;

namespace Flux.Crypto.Tests.Curves;

/// <summary>The field against big integers, at every magnitude the formulas use.</summary>
public sealed class FieldElementProperties
{
    private static readonly BigInteger P = BigInteger.Pow(2, 256) - BigInteger.Pow(2, 32) - 977;

    /// <summary>Raw limbs below the bound of a magnitude from 1 to 8, the extreme values common.</summary>
    private static readonly Gen<FieldElement> Element = Gen.Select(Gen.UInt[1, 8], Gen.ULong.Array[5], Gen.Int[0, 31]).Select(
        (magnitude, raw, extremes) =>
        {
            ulong bound = magnitude << 53, topBound = (ulong)magnitude << 49;
            ulong Limb(int i, ulong limit) => (extremes >> i & 1) == 1 && (raw[i] & 1) == 1 ? limit - 1 : raw[i] % limit;
            bound = (ulong)magnitude << 53;
            return new FieldElement { N0 = Limb(0, bound), N1 = Limb(1, bound), N2 = Limb(2, bound), N3 = Limb(3, bound), N4 = Limb(4, topBound) };
        });

    [Fact]
    public void Products_and_squares_are_right_and_of_magnitude_one() => Gen.Select(Element, Element).Sample(
        (a, b) =>
        {
            FieldElement.Multiply(out FieldElement product, a, b);
            FieldElement.Square(out FieldElement square, a);
            Mod(product).ShouldBe(Value(a) * Value(b) % P);
            Mod(square).ShouldBe(Value(a) * Value(a) % P);
            MagnitudeOne(product).ShouldBeTrue();
            MagnitudeOne(square).ShouldBeTrue();
        },
        iter: 20_000);

    [Fact]
    public void Linear_operations_are_right() => Element.Sample(
        a =>
        {
            FieldElement.Negate(out FieldElement negative, a, 8);
            FieldElement half = a, weak = a, full = a;
            FieldElement.Halve(ref half);
            weak.NormalizeWeak();
            full.Normalize();
            ((Value(negative) + Value(a)) % P).ShouldBe(BigInteger.Zero);
            Mod(half).ShouldBe(Value(a) * ((P + 1) / 2) % P);
            Mod(weak).ShouldBe(Mod(a));
            MagnitudeOne(weak).ShouldBeTrue();
            Value(full).ShouldBe(Mod(a));
            a.IsZero().ShouldBe(Mod(a) == 0);
            a.IsZeroVar().ShouldBe(Mod(a) == 0);
        },
        iter: 5_000);

    /// <summary>Numbers around the multiples of p, where normalization has to decide.</summary>
    [Fact]
    public void Normalizes_around_the_modulus()
    {
        for (int offset = -3; offset <= 3; offset++)
        {
            foreach (BigInteger value in (BigInteger[])[P + offset, BigInteger.Pow(2, 256) + offset])
            {
                FieldElement element = FromValue(value);
                Mod(element).ShouldBe(value % P);
                element.IsZero().ShouldBe(value % P == 0);
                element.IsZeroVar().ShouldBe(value % P == 0);
                element.Normalize();
                Value(element).ShouldBe(value % P);
            }
        }
    }

    [Fact]
    public void Both_inverses_and_the_square_root_are_right() => CurveGenerators.Number.Sample(
        bytes =>
        {
            if (!FieldElement.TryRead(bytes, out FieldElement a))
            {
                return;
            }

            FieldElement.Invert(out FieldElement inverse, a);
            FieldElement fast = a;
            fast.InvertVar();
            Mod(inverse).ShouldBe(BigInteger.ModPow(Value(a), P - 2, P));
            Mod(fast).ShouldBe(Mod(inverse));

            bool isSquare = BigInteger.ModPow(Value(a), (P - 1) / 2, P) != P - 1;
            FieldElement.TrySquareRoot(out FieldElement root, a).ShouldBe(isSquare);
            if (isSquare)
            {
                (Value(root) * Value(root) % P).ShouldBe(Value(a));
            }
        },
        iter: 500);

    [Fact]
    public void Reads_and_writes_numbers_below_the_modulus_only() => CurveGenerators.Number.Sample(
        bytes =>
        {
            var value = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
            FieldElement.TryRead(bytes, out FieldElement element).ShouldBe(value < P);
            if (value < P)
            {
                byte[] again = new byte[32];
                element.Write(again);
                again.ShouldBe(bytes);
            }
        });

    private static BigInteger Value(in FieldElement a) =>
        a.N0 + ((BigInteger)a.N1 << 52) + ((BigInteger)a.N2 << 104) + ((BigInteger)a.N3 << 156) + ((BigInteger)a.N4 << 208);

    private static BigInteger Mod(in FieldElement a) => Value(a) % P;

    private static bool MagnitudeOne(in FieldElement a) =>
        ((a.N0 | a.N1 | a.N2 | a.N3) >> 53) == 0 && a.N4 >> 49 == 0;

    private static FieldElement FromValue(BigInteger value)
    {
        ulong Limb(int shift, int bits) => (ulong)((value >> shift) & ((BigInteger.One << bits) - 1));
        return new FieldElement { N0 = Limb(0, 52), N1 = Limb(52, 52), N2 = Limb(104, 52), N3 = Limb(156, 52), N4 = Limb(208, 64) };
    }
}
