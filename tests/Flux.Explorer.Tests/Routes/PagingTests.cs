using Flux.Explorer.Routes;

namespace Flux.Explorer.Tests.Routes;

/// <summary>from and to, as wallets send them.</summary>
public sealed class PagingTests
{
    [Theory]
    [InlineData(null, null, 0, 10)]
    [InlineData("", "", 0, 10)]
    [InlineData("5", null, 5, 15)]
    [InlineData("5", "55", 5, 55)]
    [InlineData("7", "7", 7, 7)]
    public void A_range_has_defaults(string? from, string? to, int first, int last) => Paging.Read(from, to).ShouldBe((first, last));

    [Theory]
    [InlineData("5", "4", "less than \"to\"")]
    [InlineData("0", "51", "less than or equal to 50")]
    [InlineData("x", null, "\"from\" must be a whole number")]
    [InlineData("-1", null, "\"from\" must be a whole number")]
    [InlineData("0", "99999999999", "\"to\" must be a whole number")]
    public void A_range_that_makes_no_sense_is_named(string from, string? to, string problem) =>
        Should.Throw<InsightFault>(() => Paging.Read(from, to)).Message.ShouldContain(problem);
}
