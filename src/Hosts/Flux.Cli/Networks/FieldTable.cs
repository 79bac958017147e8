using Flux.Cli.Output;
using Flux.Consensus.Networks;
using Flux.Consensus.Networks.Files;
using Spectre.Console;

namespace Flux.Cli.Networks;

/// <summary>Every field of an own network: value, meaning, range.</summary>
internal static class FieldTable
{
    private const int LongestValue = 34;

    public static void Show(OwnParameters own)
    {
        var table = new Table { Border = TableBorder.Rounded }.BorderColor(Color.Grey);
        foreach (var heading in (string[])["Field", "Value", "Meaning", "Allowed"]) table.AddColumn($"[bold]{heading}[/]");
        foreach (var known in NetworkFields.All)
        {
            var value = known.TextOf(own);
            if (value.Length > LongestValue) value = value[..(LongestValue - 1)] + "…";
            table.AddRow(Markup.Escape(known.Path), Markup.Escape(value), Markup.Escape(known.Summary), Markup.Escape(known.Allowed));
        }
        Terminal.Out.Write(table);
        Terminal.Hint("As a file: -o json. The same for all networks of your own: all upgrades from the first block, no shielded parts, escrow coins, tier reserves.");
    }
}
