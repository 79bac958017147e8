using CsCheck;
using Flux.Crypto.Curves;

namespace Flux.Crypto.Tests.Curves;

/// <summary>The two ways through the group, public and secret, meet, also where formulas usually have exceptions.</summary>
public sealed class PointTests
{
    [Fact]
    public void Secret_and_public_multiplication_agree() => Gen.Select(CurveGenerators.PrivateKey, CurveGenerators.PrivateKey).Sample(
        (a, b) =>
        {
            Scalar.Read(a, out Scalar k);
            Scalar.Read(b, out Scalar m);
            AffinePoint p = SecretMultiplication.MultiplyGenerator(m);
            PublicMultiplication.CombineVar(default, p, m).TryToAffineVar(out AffinePoint fromTables).ShouldBeTrue();
            Bytes(fromTables).ShouldBe(Bytes(p));
            PublicMultiplication.CombineVar(k, p, default).TryToAffineVar(out AffinePoint product).ShouldBeTrue();
            Bytes(SecretMultiplication.Multiply(k, p)).ShouldBe(Bytes(product));
        },
        iter: 300);

    [Fact]
    public void Opposite_parts_sum_to_infinity() => CurveGenerators.PrivateKey.Sample(
        a =>
        {
            Scalar.Read(a, out Scalar k);
            AffinePoint p = SecretMultiplication.MultiplyGenerator(k);
            PublicMultiplication.CombineVar(Scalar.One, p, Scalar.Negative(k)).IsInfinity.ShouldBeTrue();
            PublicMultiplication.CombineVar(default, p, default).IsInfinity.ShouldBeTrue();
        },
        iter: 200);

    [Fact]
    public void Equal_parts_sum_to_the_double() => CurveGenerators.PrivateKey.Sample(
        a =>
        {
            Scalar.Read(a, out Scalar k);
            AffinePoint p = SecretMultiplication.MultiplyGenerator(k);
            PublicMultiplication.CombineVar(Scalar.One, p, k).TryToAffineVar(out AffinePoint sum).ShouldBeTrue();
            Bytes(sum).ShouldBe(Bytes(SecretMultiplication.MultiplyGenerator(Scalar.Sum(k, k))));
        },
        iter: 200);

    [Fact]
    public void Complete_formulas_have_no_exceptions()
    {
        AffinePoint g = AffinePoint.Generator;
        CompletePoint doubled = CompletePoint.From(g), added = CompletePoint.From(g);
        doubled.Double();
        added.Add(g);
        Bytes(added.ToAffine()).ShouldBe(Bytes(doubled.ToAffine()));

        CompletePoint infinity = CompletePoint.From(g), negative = CompletePoint.From(g);
        negative.ConditionalNegate(ulong.MaxValue);
        infinity.Add(negative.ToAffine());
        infinity.Z.IsZero().ShouldBeTrue();
        infinity.Double();
        infinity.Add(g);
        Bytes(infinity.ToAffine()).ShouldBe(Bytes(g));
    }

    private static string Bytes(in AffinePoint point)
    {
        AffinePoint normalized = point;
        normalized.X.Normalize();
        normalized.Y.Normalize();
        return Convert.ToHexStringLower(PublicKeyEncoding.Write(normalized, compressed: false));
    }
}
