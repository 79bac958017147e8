using System.Globalization;
using CsCheck;
using Flux.Apps.Canonical;

namespace Flux.Apps.Tests.Canonical;

/// <summary>The framework's own shortest round-trip digits are the other path.</summary>
public sealed class JsNumberProperties
{
    [Fact]
    public void Agrees_with_the_framework_about_every_double() => Gen.Double.Where(double.IsFinite).Sample(value =>
    {
        var literal = value.ToString("E16", CultureInfo.InvariantCulture);
        JsNumber.TryParse(literal, out var number).ShouldBeTrue();
        double.Parse(number.ToString(), CultureInfo.InvariantCulture).ShouldBe(value == 0 ? 0 : value);
        Digits(number.ToString()).ShouldBe(Digits(value.ToString("R", CultureInfo.InvariantCulture)));
    }, iter: 20_000);

    [Fact]
    public void Agrees_with_the_framework_about_long_literals() =>
        Gen.Select(Gen.Char['0', '9'].Array[16, 40], Gen.Int[-340, 320]).Sample((digits, exponent) =>
        {
            var literal = string.Create(CultureInfo.InvariantCulture, $"{digits[0]}.{new string(digits[1..])}e{exponent}");
            JsNumber.TryParse(literal, out var number).ShouldBeTrue();
            var value = double.Parse(literal, CultureInfo.InvariantCulture);
            if (double.IsInfinity(value)) number.IsInfinite.ShouldBeTrue();
            else Digits(number.ToString()).ShouldBe(Digits(value.ToString("R", CultureInfo.InvariantCulture)));
        }, iter: 20_000);

    [Fact]
    public void Integers_survive() => Gen.Long[-(1L << 53), 1L << 53].Sample(value =>
    {
        JsNumber.From(value).ToString().ShouldBe(value.ToString(CultureInfo.InvariantCulture));
        JsNumber.From(value).TryGetInt64(out var back).ShouldBeTrue();
        back.ShouldBe(value);
    });

    // Significant digits without sign, point and exponent.
    private static string Digits(string text)
    {
        var mantissa = text.Split('e', 'E')[0].Replace(".", "", StringComparison.Ordinal).TrimStart('-').TrimStart('0').TrimEnd('0');
        return mantissa;
    }
}
