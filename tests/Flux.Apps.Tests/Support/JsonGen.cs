using CsCheck;
using Flux.Apps.Canonical;

namespace Flux.Apps.Tests.Support;

/// <summary>Random JSON values, and valid examples with random damage.</summary>
internal static class JsonGen
{
    private static readonly Gen<JsValue> Leaf = Gen.OneOf(
        Gen.Const(JsValue.Null), Gen.Const(JsValue.True), Gen.Const(JsValue.EmptyArray), Gen.Const(JsValue.EmptyObject),
        Gen.Long.Select(JsValue.Of), Gen.Int[-1, 70_000].Select(value => JsValue.Of(value)),
        Gen.Double.Select(value => Parsed(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture))),
        Gen.String[0, 20].Select(JsValue.Of), Gen.String[0, 600].Select(JsValue.Of), Gen.Char["/:|rgsmcf.0\0"].Array[0, 30].Select(text => JsValue.Of(new string(text))));

    public static Gen<JsValue> Value { get; } = Gen.Recursive<JsValue>((depth, inner) => depth > 2
        ? Leaf
        : Gen.OneOf(Leaf, inner.Array[0, 8].Select(items => JsValue.Array(items)),
            Gen.Select(Gen.String[0, 8], inner).Array[0, 5].Select(members => JsValue.Object(members.Select(member => new JsMember(member.Item1, member.Item2))))));

    /// <summary>The value with some of its parts, anywhere inside, replaced by others.</summary>
    public static Gen<JsValue> Damaged(JsValue whole) =>
        Gen.Select(Gen.Int[0, 400], Value).Array[1, 4].Select(hits => hits.Aggregate(whole, (value, hit) => Replace(value, hit.Item1, hit.Item2)));

    private static JsValue Replace(JsValue value, int place, JsValue replacement)
    {
        var counter = place;
        return Walk(value);

        JsValue Walk(JsValue at)
        {
            if (counter-- == 0) return replacement;
            return at.Kind switch
            {
                JsKind.Array => JsValue.Array([.. at.Items.Select(Walk)]),
                JsKind.Object => JsValue.Object([.. at.Members.Select(member => new JsMember(member.Name, Walk(member.Value)))]),
                _ => at,
            };
        }
    }

    private static JsValue Parsed(string literal) => JsNumber.TryParse(literal, out var number) ? JsValue.Of(number) : JsValue.Null;
}
