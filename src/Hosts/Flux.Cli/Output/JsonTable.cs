using System.Text.Json;
using Spectre.Console;

namespace Flux.Cli.Output;

/// <summary>JSON as a table: an object as names and values, a list of objects with a column for each name.</summary>
internal static class JsonTable
{
    private const int MostColumns = 9;
    private const int LongestCell = 72;
    private const int MostItems = 6;

    public static bool CanShow(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(),
        JsonValueKind.Array => value.GetArrayLength() > 0,
        _ => false,
    };

    public static Table Build(JsonElement value)
    {
        var table = new Table { Border = TableBorder.Rounded }.BorderColor(Color.Grey);
        if (value.ValueKind == JsonValueKind.Object) AddProperties(table, value);
        else if (value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object)) AddRows(table, value);
        else AddItems(table, value);
        return table;
    }

    private static void AddProperties(Table table, JsonElement value)
    {
        table.AddColumn("").AddColumn("").HideHeaders();
        foreach (var property in value.EnumerateObject()) table.AddRow($"[grey]{Markup.Escape(property.Name)}[/]", Markup.Escape(Text(property.Value)));
    }

    private static void AddRows(Table table, JsonElement list)
    {
        // A column in which nothing stands only takes room from ids and addresses, which people want to copy.
        var filled = list.EnumerateArray().SelectMany(item => item.EnumerateObject()).Where(property => Text(property.Value).Length > 0).Select(property => property.Name).ToHashSet();
        var names = list.EnumerateArray().SelectMany(item => item.EnumerateObject().Select(property => property.Name)).Distinct().Where(name => filled.Count == 0 || filled.Contains(name)).Take(MostColumns).ToList();
        foreach (var name in names) table.AddColumn($"[bold]{Markup.Escape(name)}[/]");
        foreach (var item in list.EnumerateArray())
        {
            table.AddRow([.. names.Select(name => item.TryGetProperty(name, out var cell) ? Markup.Escape(Shortened(Text(cell))) : "")]);
        }
    }

    private static void AddItems(Table table, JsonElement list)
    {
        table.AddColumn("").HideHeaders();
        foreach (var item in list.EnumerateArray()) table.AddRow(Markup.Escape(Text(item)));
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.Array when value.GetArrayLength() > MostItems => string.Join("\n", value.EnumerateArray().Take(MostItems).Select(Text)) + $"\n… {value.GetArrayLength() - MostItems} more (-o json)",
        JsonValueKind.Array => string.Join("\n", value.EnumerateArray().Select(Text)),
        JsonValueKind.Object => Members(value),
        _ => value.GetRawText(),
    };

    /// <summary>An object in a cell: on one line when its members are plain, otherwise a line a member, what is deeper set in.</summary>
    private static string Members(JsonElement value)
    {
        if (value.EnumerateObject().All(member => member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)))
            return string.Join(", ", value.EnumerateObject().Select(member => $"{member.Name}: {Text(member.Value)}"));
        return string.Join("\n", value.EnumerateObject().Select(member => Text(member.Value) is var text && text.Contains('\n', StringComparison.Ordinal)
            ? $"{member.Name}:\n  {text.Replace("\n", "\n  ", StringComparison.Ordinal)}"
            : $"{member.Name}: {text}"));
    }

    private static string Shortened(string text) => text.Length <= LongestCell ? text : text[..(LongestCell - 1)] + "…";
}
