using System.Collections.Immutable;
using Flux.Apps.Canonical;

namespace Flux.Apps.Specs;

/// <summary>
/// Turns a specification as received into the form that is signed: the fields of its version in their order, coerced as the
/// existing network coerces them (fluxos-protocol §3.2). Collects every key that is unknown or missing and every wrong type.
/// </summary>
internal sealed class SpecFormatter
{
    /// <summary>Problems that are collected at most: nobody reads more, and a hostile text could cause millions.</summary>
    public const int MaxProblems = 100;

    // Beyond this it is no version but nonsense.
    private const int MaxVersion = 1_000;

    // No list of a valid specification comes near this; longer ones are not looked into.
    private const int MaxElements = 1_000;

    private readonly List<SpecProblem> problems = [];
    private readonly int version;

    private SpecFormatter(int version) => this.version = version;

    /// <summary>Formats; null when the value is no object or its version is not 1–8.</summary>
    public static (int Version, JsValue Formatted, ImmutableArray<SpecProblem> Problems)? Format(JsValue received)
    {
        if (VersionOf(received) is not { } version) return null;
        var formatter = new SpecFormatter(version);
        return (version, formatter.Fields(received, ShapeOf(received, version), ""), [.. formatter.problems]);
    }

    /// <summary>The value without the members its version does not have, at the top and in the components.</summary>
    public static JsValue WithoutUnknown(JsValue received)
    {
        if (VersionOf(received) is not { } version) return received;
        var known = OnlyFields(received, ShapeOf(received, version));
        return known["compose"] is { Kind: JsKind.Array } compose
            ? known.With("compose", JsValue.Array(compose.Items.Select(item => item.Kind == JsKind.Object ? OnlyFields(item, ShapeOfComponent(item, version)) : item)))
            : known;
    }

    /// <summary>The version a value names: 1–8, or null.</summary>
    public static int? VersionOf(JsValue received) =>
        received["version"] is { } given && Numeric(given) is { } number && number.TryGetInt64(out var version)
        && version is >= 1 and <= AppSpec.LatestVersion ? (int)version : null;

    /// <summary>A version this code does not know yet, or null.</summary>
    public static int? NewerVersionOf(JsValue received) =>
        received["version"] is { Kind: JsKind.Number } given && given.AsNumber.TryGetInt64(out var version) && version is > AppSpec.LatestVersion and <= MaxVersion ? (int)version : null;

    private static JsValue OnlyFields(JsValue value, ImmutableArray<SpecField> shape) =>
        JsValue.Object(value.Members.Where(member => shape.Any(field => field.Name == member.Name)));

    private static ImmutableArray<SpecField> ShapeOf(JsValue received, int version) => SpecShape.Top(version, Loose(received["tiered"]) is true);

    private static ImmutableArray<SpecField> ShapeOfComponent(JsValue component, int version) => SpecShape.OfComponent(version, component["tiered"] is { AsBoolean: true });

    private JsValue Fields(JsValue received, ImmutableArray<SpecField> shape, string path)
    {
        foreach (var member in received.Members)
            if (!shape.Any(field => field.Name == member.Name)) Report(path + member.Name, $"is not a field of version {version}");
        var formatted = new List<JsMember>(shape.Length);
        foreach (var field in shape)
        {
            var value = received[field.Name];
            if (field.Kind == FieldKind.OptionalBoolean && value is not null && Loose(value) is null) value = null;
            if (value is not null) formatted.Add(new(field.Name, Coerce(value, field.Kind, path + field.Name)));
            else if (!field.MayBeAbsent) Report(path + field.Name, "is missing");
        }
        return JsValue.Object(formatted);
    }

    private JsValue Coerce(JsValue value, FieldKind kind, string path) => kind switch
    {
        FieldKind.Text => Text(value),
        FieldKind.NeededText => value.IsTruthy || value.Kind == JsKind.Text ? Text(value) : Refuse(value, path, "must be a text"),
        FieldKind.Number => Number(value, path),
        FieldKind.NonZero => Numeric(value) is { IsInfinite: false, Digits: not 0 } number ? JsValue.Of(number) : Refuse(value, path, "must be a number other than 0"),
        FieldKind.Boolean => value.Kind == JsKind.Boolean ? value : Refuse(value, path, "must be true or false"),
        FieldKind.LooseBoolean or FieldKind.OptionalBoolean => Loose(value) is { } flag ? JsValue.Of(flag) : Refuse(value, path, "must be true or false"),
        FieldKind.Texts => Elements(value, path, (item, _) => Text(item)),
        FieldKind.Numbers => Elements(value, path, Number),
        FieldKind.PlainNumbers => Elements(value, path, (item, at) => item.Kind == JsKind.Number ? item : Refuse(item, at, "must be a number")),
        FieldKind.NumberTexts => Elements(value, path, NumberText),
        FieldKind.Components => Elements(value, path, Component),
        _ => value.Kind == JsKind.Text || (!value.IsTruthy && value.Kind != JsKind.Null) ? value : Refuse(value, path, "must be a text or false"),
    };

    private JsValue Component(JsValue value, string path)
    {
        if (value.Kind != JsKind.Object) return Refuse(value, path, "must be an object");
        return Fields(value, ShapeOfComponent(value, version), path + ".");
    }

    private JsValue Elements(JsValue value, string path, Func<JsValue, string, JsValue> coerce)
    {
        var array = value.Kind == JsKind.Text && JsReader.TryRead(value.AsText, out var parsed, out _) ? parsed : value;
        if (array.Kind != JsKind.Array) return Refuse(value, path, "must be a list");
        if (array.Items.Length > MaxElements)
        {
            Report(path, $"has {array.Items.Length} entries");
            return JsValue.EmptyArray;
        }
        return JsValue.Array(array.Items.Select((item, index) => coerce(item, $"{path}[{index}]")).ToArray());
    }

    private JsValue Number(JsValue value, string path) =>
        Numeric(value) is { IsInfinite: false } number ? JsValue.Of(number) : Refuse(value, path, "must be a number");

    private JsValue NumberText(JsValue value, string path) =>
        Numeric(value) is null ? Refuse(value, path, "must be a number") : Text(value);

    private static JsNumber? Numeric(JsValue value) => value.Kind switch
    {
        JsKind.Number => value.AsNumber,
        JsKind.Text when JsNumber.TryParseText(value.AsText, out var number) => number,
        _ => null,
    };

    private static bool? Loose(JsValue? value) => (value?.Kind is JsKind.Text ? value.AsText : value?.ToString()) switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    private static JsValue Text(JsValue value) => value.Kind == JsKind.Text ? value : JsValue.Of(value.ToString());

    private JsValue Refuse(JsValue value, string path, string message)
    {
        Report(path, message);
        return value;
    }

    private void Report(string path, string message)
    {
        if (problems.Count < MaxProblems) problems.Add(new(path, message));
    }
}
