using System.Globalization;
using System.Text.Json;
using Flux.Cli.Output;
using Flux.Consensus.Networks;
using Spectre.Console;

namespace Flux.Cli.Networks;

/// <summary>A network of the existing line: what changed at which height.</summary>
internal static class EraTable
{
    public static void Show(Network network, bool json)
    {
        var rows = Rows(network).ToList();
        if (json)
        {
            Terminal.Line(JsonSerializer.Serialize(rows.ToDictionary(row => row.Name, row => row.Value), JsonSerializerOptions.Web));
            return;
        }
        var table = new Table { Border = TableBorder.Rounded }.BorderColor(Color.Grey);
        foreach (var heading in (string[])["What", "Value"]) table.AddColumn($"[bold]{heading}[/]");
        foreach (var (name, value) in rows) table.AddRow(Markup.Escape(name), Markup.Escape(value));
        Terminal.Out.Write(table);
    }

    private static IEnumerable<(string Name, string Value)> Rows(Network network)
    {
        yield return ("name", network.Name);
        yield return ("messageStart", Convert.ToHexStringLower(network.MessageStart.AsSpan()));
        yield return ("ports", string.Create(CultureInfo.InvariantCulture, $"{network.P2PPort} {network.RpcPort}"));
        yield return ("genesis", network.Genesis.Hash.ToString());
        yield return ("genesisTime", network.Genesis.Header.Time.ToString(CultureInfo.InvariantCulture));
        yield return ("spacing", string.Create(CultureInfo.InvariantCulture, $"{network.Work.Spacing} s"));
        yield return ("easiestBits", network.Work.PowLimitBits.ToString("x8", CultureInfo.InvariantCulture));
        var equihash = network.Work.Equihash;
        yield return ("equihash", $"{equihash.Epoch1} · from {Height(equihash.Epoch2From)} {equihash.Epoch2} · from {Height(equihash.Epoch3From)} {equihash.Epoch3} · the former set {equihash.FadeLength} blocks longer");
        yield return ("difficulty", string.Join(" · ", network.Work.Difficulty.Entries.Select(entry => $"from {entry.From} {entry.Value}")));
        foreach (var upgrade in network.Upgrades.Named) yield return ($"upgrade {upgrade.Name}", Height(upgrade.Activation));
        foreach (var funding in network.Funding.GroupBy(funding => funding.Height))
            yield return (string.Create(CultureInfo.InvariantCulture, $"one-off output at {funding.Key}"), string.Join(" and ", funding.Select(one => one.Output.Value)));
        yield return ("nodesPaidFrom", network.FluxNodes.PaymentsFrom.ToString(CultureInfo.InvariantCulture));
        yield return ("reorgLimit", network.ReorgLimit is { } limit ? string.Create(CultureInfo.InvariantCulture, $"{limit.Depth}; {limit.WideDepth} while the tip is in {limit.WideFrom} to {limit.WideUntil}") : "none");
        yield return ("checkpoints", network.Checkpoints.Length.ToString(CultureInfo.InvariantCulture));
    }

    private static string Height(Activation activation) => activation.IsScheduled ? activation.Height.ToString(CultureInfo.InvariantCulture) : "never";
}
