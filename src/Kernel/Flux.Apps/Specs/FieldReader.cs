using System.Collections.Immutable;
using Flux.Apps.Canonical;

namespace Flux.Apps.Specs;

/// <summary>Reads the fields of one formatted object; numbers that are out of reach become problems, all else was checked before.</summary>
internal sealed class FieldReader(JsValue value, string path, List<SpecProblem> problems)
{
    public JsValue Value => value;

    public bool Has(string name) => value[name] is { Kind: JsKind.Number };

    public string Text(string name) => value[name]?.AsText ?? "";

    public bool Flag(string name) => value[name]?.AsBoolean ?? false;

    public ImmutableArray<string> Texts(string name) => [.. Items(name).Select(item => item.AsText)];

    public IEnumerable<FieldReader> Objects(string name) =>
        Items(name).Select((item, index) => new FieldReader(item, $"{path}{name}[{index}].", problems));

    public int Integer(string name) => Integer(value[name], path + name);

    public long Long(string name) => Long(value[name], path + name);

    public ImmutableArray<int> Integers(string name) => [.. Items(name).Select((item, index) => Integer(item, $"{path}{name}[{index}]"))];

    public Quantity Amount(string name)
    {
        if (value[name] is not { Kind: JsKind.Number } given) return default;
        if (Quantity.TryFrom(given.AsNumber, out var amount)) return amount;
        Report(path + name, given.AsNumber.Decimals > Quantity.Decimals
            ? $"{given} has more than {Quantity.Decimals} decimals"
            : $"{given} is out of range");
        return default;
    }

    private ImmutableArray<JsValue> Items(string name) => value[name]?.Items ?? [];

    private int Integer(JsValue? given, string at)
    {
        var number = Long(given, at);
        if (number is >= int.MinValue and <= int.MaxValue) return (int)number;
        Report(at, $"{number} is out of range");
        return 0;
    }

    private long Long(JsValue? given, string at)
    {
        if (given is null || !TryNumber(given, out var number)) return 0;
        if (number.TryGetInt64(out var whole)) return whole;
        Report(at, number.Decimals > 0 ? $"{number} is not a whole number" : $"{number} is out of range");
        return 0;
    }

    private static bool TryNumber(JsValue given, out JsNumber number)
    {
        number = given.AsNumber;
        return given.Kind == JsKind.Number || (given.Kind == JsKind.Text && JsNumber.TryParseText(given.AsText, out number));
    }

    private void Report(string at, string message)
    {
        if (problems.Count < SpecFormatter.MaxProblems && !problems.Exists(problem => problem.Path == at)) problems.Add(new(at, message));
    }
}
