using Flux.Apps.Canonical;

namespace Flux.Apps.Tests.Canonical;

/// <summary>JSON.parse and JSON.stringify, by their rules.</summary>
public sealed class JsTextTests
{
    [Theory]
    [InlineData(" { \"b\" : [ 1 , 2 ] , \"a\" : { } } ", "{\"b\":[1,2],\"a\":{}}")]
    [InlineData("\"\\u00e9/\\/\"", "\"é//\"")]
    [InlineData("\"\\ud83d\\ude00\"", "\"😀\"")]
    [InlineData("\"\\ud83d\"", "\"\\ud83d\"")]
    [InlineData("\"\\ude00\\ud83d\"", "\"\\ude00\\ud83d\"")]
    [InlineData("\"\\u0000\\u001f\\b\\f\\n\\r\\t\\\"\\\\\\u007f\\u2028\"", "\"\\u0000\\u001f\\b\\f\\n\\r\\t\\\"\\\\\u007f\u2028\"")]
    [InlineData("{\"b\":1,\"10\":2,\"9\":3,\"a\":4,\"b\":5}", "{\"9\":3,\"10\":2,\"b\":5,\"a\":4}")]
    [InlineData("{\"01\":1,\"4294967294\":2,\"4294967295\":3}", "{\"4294967294\":2,\"01\":1,\"4294967295\":3}")]
    [InlineData("{\"__proto__\":1,\"constructor\":2}", "{\"__proto__\":1,\"constructor\":2}")]
    [InlineData("[true,false,null,1.50]", "[true,false,null,1.5]")]
    public void Writes_what_JavaScript_writes(string text, string canonical) => Read(text).ToString().ShouldBe(canonical);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{a:1}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("'a'")]
    [InlineData("\"a")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\u 123\"")]
    [InlineData("\"a\nb\"")]
    [InlineData("tru")]
    [InlineData("nul")]
    [InlineData("1 2")]
    [InlineData("[1]]")]
    [InlineData("\u00a01")]
    [InlineData("NaN")]
    public void Refuses_what_JSON_parse_refuses(string text)
    {
        JsReader.TryRead(text, out _, out var problem).ShouldBeFalse();
        problem.ShouldStartWith("character ");
    }

    [Fact]
    public void Refuses_nesting_that_would_exhaust_the_stack()
    {
        var text = new string('[', 100_000);
        JsReader.TryRead(text, out _, out var problem).ShouldBeFalse();
        problem.ShouldEndWith($"nested deeper than {JsReader.MaxDepth}");
    }

    [Fact]
    public void Setting_a_member_keeps_its_place() =>
        Read("{\"a\":1,\"b\":2}").With("a", JsValue.Of(3)).With("c", JsValue.Null).ToString().ShouldBe("{\"a\":3,\"b\":2,\"c\":null}");

    private static JsValue Read(string text)
    {
        JsReader.TryRead(text, out var value, out var problem).ShouldBeTrue(problem);
        return value;
    }
}
