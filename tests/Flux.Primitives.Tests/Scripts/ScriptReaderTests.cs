using Flux.Primitives.Scripts;

namespace Flux.Primitives.Tests.Scripts;

public sealed class ScriptReaderTests
{
    [Theory]
    [InlineData("00", "")]
    [InlineData("02aabb", "AABB")]
    [InlineData("4c00", "")]
    [InlineData("4c01aa", "AA")]
    [InlineData("4d0200aabb", "AABB")]
    [InlineData("4e03000000aabbcc", "AABBCC")]
    public void Reads_every_form_of_a_push(string script, string data)
    {
        var reader = new ScriptReader(Convert.FromHexString(script));

        reader.MoveNext().ShouldBeTrue();
        Convert.ToHexString(reader.Data).ShouldBe(data);
        reader.IsPush.ShouldBeTrue();
        reader.IsAtEnd.ShouldBeTrue();
        reader.MoveNext().ShouldBeFalse();
        reader.IsTruncated.ShouldBeFalse();
    }

    [Theory]
    [InlineData("01")]
    [InlineData("02aa")]
    [InlineData("4c")]
    [InlineData("4c02aa")]
    [InlineData("4d01")]
    [InlineData("4d0200aa")]
    [InlineData("4e010000")]
    [InlineData("4effffffff")]
    public void Stops_at_a_push_that_runs_past_the_end(string script)
    {
        var reader = new ScriptReader(Convert.FromHexString(script));

        reader.MoveNext().ShouldBeFalse();
        reader.IsTruncated.ShouldBeTrue();
        reader.MoveNext().ShouldBeFalse();
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("00 02aabb 4f 50 51 60", true)]
    [InlineData("51 61", false)]
    [InlineData("61", false)]
    [InlineData("51 02aa", false)]
    public void Push_only_is_up_to_OP_16_and_nothing_cut_short(string script, bool expected) =>
        ScriptTemplate.IsPushOnly(Convert.FromHexString(script.Replace(" ", ""))).ShouldBe(expected);
}
