using CsCheck;
using Flux.Crypto.Edwards;

namespace Flux.Crypto.Tests.Edwards;

public sealed class EdwardsPointProperties
{
    [Fact]
    public void On_Jubjub() => Check<Jubjub>();

    [Fact]
    public void On_the_curve_of_Ed25519() => Check<Curve25519>();

    /// <summary>Whatever decodes is written back as it was, and multiples are repeated sums.</summary>
    private static void Check<TCurve>()
        where TCurve : struct, IEdwardsCurve
    {
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[32], Gen.Byte).Sample(
            (bytes, scalar, few) =>
            {
                if (!EdwardsPoint<TCurve>.TryDecode(bytes, reduces: false, out var point)) return;
                Text(point).ShouldBe(Convert.ToHexString(bytes));
                var sum = EdwardsPoint<TCurve>.Neutral;
                for (var i = 0; i < few; i++) sum += point;
                Text(point.Times([few])).ShouldBe(Text(sum));
                Text(point.Double()).ShouldBe(Text(point + point));
                Text(sum.Add(point.ToFixed(), negated: false)).ShouldBe(Text(sum + point));
                Text(sum.Add(point.ToFixed(), negated: true)).ShouldBe(Text(sum - point));
                (point - point).IsNeutral.ShouldBeTrue();
                Text(EdwardsPoint<TCurve>.Sum(scalar, point, bytes, sum)).ShouldBe(Text(point.Times(scalar) + sum.Times(bytes)));
            }, iter: 60);

        Span<byte> two = stackalloc byte[32];
        two[0] = 1;
        two[31] = 0x80;
        // (0, 1) with a superfluous sign: read, as the reference implementations do, and written without it.
        EdwardsPoint<TCurve>.TryDecode(two, reduces: false, out var neutral).ShouldBeTrue();
        neutral.IsNeutral.ShouldBeTrue();
        neutral.IsSmall.ShouldBeTrue();
    }

    private static string Text<TCurve>(in EdwardsPoint<TCurve> point)
        where TCurve : struct, IEdwardsCurve
    {
        var bytes = new byte[32];
        point.Encode(bytes);
        return Convert.ToHexString(bytes);
    }
}
