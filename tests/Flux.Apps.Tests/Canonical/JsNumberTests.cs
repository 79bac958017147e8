using Flux.Apps.Canonical;

namespace Flux.Apps.Tests.Canonical;

/// <summary>Expected texts are those of ECMA-262 Number::toString, as any JavaScript engine prints them.</summary>
public sealed class JsNumberTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.0e5", "0")]
    [InlineData("1.0", "1")]
    [InlineData("0.10", "0.1")]
    [InlineData("100", "100")]
    [InlineData("1e2", "100")]
    [InlineData("1E+2", "100")]
    [InlineData("12345.67", "12345.67")]
    [InlineData("-1.5e-3", "-0.0015")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("100000000000000000000", "100000000000000000000")]
    [InlineData("1000000000000000000000", "1e+21")]
    [InlineData("123456789012345678901234567890", "1.2345678901234568e+29")]
    [InlineData("9007199254740991", "9007199254740991")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("0.30000000000000004", "0.30000000000000004")]
    [InlineData("0.1000000000000000055511151231257827", "0.1")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("2e-324", "0")]
    [InlineData("2.2250738585072011e-308", "2.225073858507201e-308")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    [InlineData("1.7976931348623159e308", "null")]
    [InlineData("1e400", "null")]
    [InlineData("-1e99999999999", "null")]
    [InlineData("1e-99999999999", "0")]
    [InlineData("9.5367431640625e-7", "9.5367431640625e-7")]
    [InlineData("4503599627370495.5", "4503599627370495.5")]
    public void Prints_as_JavaScript_does(string literal, string text)
    {
        JsNumber.TryParse(literal, out var number).ShouldBeTrue();
        number.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("0x10")]
    [InlineData("1 ")]
    [InlineData("Infinity")]
    public void Refuses_what_is_no_JSON_number(string literal) => JsNumber.TryParse(literal, out _).ShouldBeFalse();

    [Fact]
    public void Refuses_a_literal_that_is_too_long_to_matter() => JsNumber.TryParse(new string('9', JsNumber.MaxLiteral + 1), out _).ShouldBeFalse();

    [Fact]
    public void Numbers_that_are_the_same_double_are_equal()
    {
        JsNumber.TryParse("0.1", out var a).ShouldBeTrue();
        JsNumber.TryParse("0.10000000000000000001", out var b).ShouldBeTrue();
        a.ShouldBe(b);
    }

    [Theory]
    [InlineData("0.15", 8, 15_000_000)]
    [InlineData("59000", 8, 5_900_000_000_000)]
    [InlineData("1e3", 0, 1000)]
    [InlineData("-2", 0, -2)]
    public void Gives_scaled_integers(string literal, int decimals, long expected)
    {
        JsNumber.TryParse(literal, out var number).ShouldBeTrue();
        number.TryGetScaled(decimals, out var scaled).ShouldBeTrue();
        scaled.ShouldBe(expected);
    }

    [Theory]
    [InlineData("0.5", 0)]
    [InlineData("0.123456789", 8)]
    [InlineData("9223372036854775808", 0)]
    [InlineData("1e400", 0)]
    public void Gives_no_integer_where_none_fits(string literal, int decimals)
    {
        JsNumber.TryParse(literal, out var number).ShouldBeTrue();
        number.TryGetScaled(decimals, out _).ShouldBeFalse();
    }
}
