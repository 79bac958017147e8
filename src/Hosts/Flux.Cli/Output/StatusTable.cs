using System.Globalization;
using Flux.Devnet;
using Flux.Devnet.Status;
using Spectre.Console;

namespace Flux.Cli.Output;

/// <summary>The network as a table and a few addresses.</summary>
internal static class StatusTable
{
    private const long Megabyte = 1024 * 1024;
    private const int ShownDecimals = 4;

    public static Table Build(NetworkStatus status)
    {
        var table = new Table { Border = TableBorder.Rounded }.BorderColor(Color.Grey);
        foreach (var heading in (string[])["Node", "Tier", "Address", "State"]) table.AddColumn($"[bold]{heading}[/]");
        foreach (var heading in (string[])["Height", "Peers", "Earned (FLUX)", "Memory"]) table.AddColumn(new TableColumn($"[bold]{heading}[/]").RightAligned());
        foreach (var machine in status.Machines) table.AddRow(Cells(machine, status));
        return table;
    }

    /// <summary>The one line above everything: what kind of network, how high, whether all agree.</summary>
    public static string Headline(NetworkStatus status)
    {
        var agreement = status.Agrees ? "[green]all machines agree[/]" : "[yellow]machines are not all at the same block[/]";
        var supervisor = status.Supervisor is null ? "[red]no supervisor runs[/]" : agreement;
        return $"[bold]{Title(status)}[/] · block {status.Height:N0} · a block every {status.Record.BlockTimeSeconds} s · {supervisor}";
    }

    private static string Title(NetworkStatus status) => status.Record.NetworkName is { } name ? $"Flux network {Markup.Escape(name)}" : "Flux local network";

    /// <summary>Where things can be reached.</summary>
    public static Grid Addresses(NetworkStatus status, DevnetOptions options)
    {
        var gateway = status.Machines[0].Machine;
        var grid = new Grid().AddColumn().AddColumn();
        grid.AddRow("[grey]Status page[/]", gateway.Api.ToString());
        grid.AddRow("[grey]Apps[/]", $"http://NAME.app.localhost:{options.Gateway.Port}/");
        grid.AddRow("[grey]JSON-RPC[/]", $"{gateway.Rpc}   (flux chain getblockcount)");
        grid.AddRow("[grey]Developer wallet[/]", $"{status.Record.DeveloperAddress}   (flux wallet balance)");
        return grid;
    }

    private static string[] Cells(MachineStatus machine, NetworkStatus status) =>
    [
        machine.Machine.Name,
        machine.Machine.Tier?.ToString() ?? "miner-gateway",
        machine.Machine.Address.ToString(),
        State(machine),
        Height(machine, status.Height),
        Peers(machine),
        machine.Earned is { } earned ? Rounded(earned) : "–",
        machine.MemoryBytes > 0 ? $"{machine.MemoryBytes / Megabyte} MB" : "–",
    ];

    /// <summary>Its height; yellow where others are higher, and with what it still has to fetch where it knows the headers.</summary>
    public static string Height(MachineStatus machine, int highest)
    {
        if (machine.Height is not { } height) return "–";
        var text = machine.Headers > height ? $"{height} of {machine.Headers}" : $"{height}";
        return height < highest || machine.Headers > height ? $"[yellow]{text}[/]" : text;
    }

    /// <summary>How many peers it has, and how many addresses it has banned where there are any.</summary>
    public static string Peers(MachineStatus machine)
    {
        var peers = machine.Peers?.ToString(CultureInfo.InvariantCulture) ?? "–";
        return machine.Bans > 0 ? $"{peers} [yellow]({machine.Bans} banned)[/]" : peers;
    }

    private static string State(MachineStatus machine)
    {
        var text = machine.State switch
        {
            MachineState.Confirmed => "[green]CONFIRMED[/]",
            MachineState.Miner => "[green]MINING[/]",
            MachineState.Started => "[yellow]STARTED[/]",
            MachineState.Up => "[yellow]UP[/]",
            MachineState.DoS => "[red]DOS[/]",
            _ => "[red]DOWN[/]",
        };
        return machine.Restarts > 0 ? $"{text} [grey]({machine.Restarts}× restarted)[/]" : text;
    }

    private static string Rounded(Primitives.Amount amount)
    {
        var exact = amount.ToString();
        return exact[..(exact.Length - (8 - ShownDecimals))];
    }
}
