using CsCheck;
using Flux.Apps.Canonical;
using Flux.Apps.Tests.Support;

namespace Flux.Apps.Tests.Canonical;

/// <summary>A packed value is the same value: same text, same members, same hash, and can be added to.</summary>
public sealed class PackedValueProperties
{
    private static readonly Gen<JsValue> Objects = JsonGen.Value.Select(value => JsValue.Object([new("a", value), new("ä\ud800", JsValue.Of("\ud83d\ude00\u0001")), new("n", JsValue.Of(-5))]));

    [Fact]
    public void Says_the_same() => Objects.Sample(value =>
    {
        var packed = value.Packed();
        packed.ToString().ShouldBe(value.ToString());
        packed.Kind.ShouldBe(JsKind.Object);
        packed.Members.Select(member => (member.Name, member.Value.ToString())).ShouldBe(value.Members.Select(member => (member.Name, member.Value.ToString())));
        packed["a"]!.ToString().ShouldBe(value["a"]!.ToString());
        packed["b"].ShouldBeNull();
        JsValue.Array([packed]).ToString().ShouldBe(JsValue.Array([value]).ToString());
        ContentHash.Hex(packed).ShouldBe(ContentHash.Hex(Example.Value(value.ToString())));
        packed.With("n", JsValue.Null).ToString().ShouldBe(value.With("n", JsValue.Null).ToString());
        packed.Unpacked().ToString().ShouldBe(value.ToString());
    });

    [Fact]
    public void The_text_in_utf8_is_the_text() => Gen.OneOf(JsonGen.Value, Objects, Objects.Select(value => JsValue.Array([value.Packed(), JsValue.Object([new("p", value.Packed())])]))).Sample(value =>
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        JsWriter.Write(value, output);
        System.Text.Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe(value.ToString());
    });

    [Fact]
    public void Whole_numbers_are_what_their_literals_are() => Gen.OneOf(Gen.Long, Gen.Int.Select(i => (long)i), Gen.Long[-9_007_199_254_740_999, 9_007_199_254_740_999], Gen.Int[0, 18].Select(e => (long)Math.Pow(10, e)))
        .Sample(number => JsNumber.From(number).ShouldBe(JsNumber.TryParse(number.ToString(System.Globalization.CultureInfo.InvariantCulture), out var read) ? read : default));

    [Fact]
    public void Can_be_followed_by_further_members() => Objects.Sample(value =>
    {
        var expected = JsValue.Object([.. value.Members, new("x", JsValue.True), new("y", JsValue.Of("\""))]).ToString();
        value.Packed().Followed(new("x", JsValue.True), new("y", JsValue.Of("\""))).ToString().ShouldBe(expected);
        value.Followed(new("x", JsValue.True), new("y", JsValue.Of("\""))).ToString().ShouldBe(expected);
        value.Packed().Followed().ToString().ShouldBe(value.ToString());
    });

    [Fact]
    public void An_empty_object_and_what_is_no_object_pack_too()
    {
        JsValue.EmptyObject.Packed().Followed(new JsMember("x", JsValue.Null)).ToString().ShouldBe("""{"x":null}""");
        JsValue.EmptyObject.Packed().Members.ShouldBeEmpty();
        JsValue.Of("text").Packed().AsText.ShouldBe("text");
        JsValue.EmptyArray.Packed().Kind.ShouldBe(JsKind.Array);
    }
}
