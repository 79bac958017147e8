using CsCheck;

namespace Flux.Primitives.Tests;

public sealed class AmountTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 100_000_000)]
    [InlineData("-1.5", -150_000_000)]
    [InlineData("0.00000001", 1)]
    [InlineData("1.100000000000", 110_000_000)]
    [InlineData("007", 700_000_000)]
    [InlineData("440000000", 44_000_000_000_000_000)]
    [InlineData("92233720368.54775807", long.MaxValue)]
    public void Reads(string text, long satoshis)
    {
        Amount.TryParse(text, out var amount).ShouldBeTrue();
        amount.Satoshis.ShouldBe(satoshis);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1.000000001")]
    [InlineData("1e3")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1,5")]
    [InlineData("--1")]
    [InlineData("92233720368.54775808")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("9999999999999999999999999999999999999999999999999999999999999999")]
    public void Refuses(string? text) => Amount.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(0, "0.00000000")]
    [InlineData(-1, "-0.00000001")]
    [InlineData(long.MaxValue, "92233720368.54775807")]
    [InlineData(long.MinValue, "-92233720368.54775808")]
    public void Writes_eight_decimals(long satoshis, string text) => new Amount(satoshis).ToString().ShouldBe(text);

    [Fact]
    public void Reads_what_it_writes() =>
        Gen.Long.Where(value => value != long.MinValue).Sample(value => Amount.TryParse(new Amount(value).ToString(), out var back) && back.Satoshis == value);

    [Fact]
    public void Is_in_range_from_nothing_to_the_maximum()
    {
        Amount.Zero.IsInRange.ShouldBeTrue();
        Amount.MaxMoney.IsInRange.ShouldBeTrue();
        new Amount(-1).IsInRange.ShouldBeFalse();
        (Amount.MaxMoney + new Amount(1)).IsInRange.ShouldBeFalse();
    }

    [Fact]
    public void Overflow_is_a_bug() => Should.Throw<OverflowException>(() => new Amount(long.MaxValue) + new Amount(1));
}
