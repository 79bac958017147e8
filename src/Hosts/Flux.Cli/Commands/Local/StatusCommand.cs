using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Flux.Cli.Output;
using Flux.Devnet;
using Flux.Devnet.State;
using Flux.Devnet.Status;
using Spectre.Console;

namespace Flux.Cli.Commands.Local;

/// <summary><c>flux status</c>: what the local network is doing.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    public static Command Build()
    {
        var watch = new Option<bool>("--watch", "-w") { Description = "Stay and refresh every second" };
        var output = OutputOption.Build();
        var command = new Command("status", "Show the machines of the local network") { watch, output };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(watch), OutputOption.IsJson(parsed.GetValue(output)), cancel));
        return command;
    }

    private static async Task<int> RunAsync(bool watch, bool json, CancellationToken cancel)
    {
        var home = new HomeFolder(new DevnetOptions().Home);
        using var reader = new StatusReader(home);
        var status = await reader.ReadAsync(cancel);
        if (json) Terminal.Line(JsonSerializer.Serialize(Plain(status), Format));
        else if (watch && Terminal.IsLive) return await WatchAsync(reader, status, cancel);
        else Show(status, home);
        return status.Machines.All(machine => machine.State == MachineState.Down) ? ExitCode.Unreachable : ExitCode.Ok;
    }

    private static void Show(NetworkStatus status, HomeFolder home)
    {
        Terminal.Out.MarkupLine(StatusTable.Headline(status));
        Terminal.Out.Write(StatusTable.Build(status));
        Terminal.Out.Write(StatusTable.Addresses(status, DevnetOptions.Kept(home.Path)));
    }

    private static async Task<int> WatchAsync(StatusReader reader, NetworkStatus first, CancellationToken cancel)
    {
        await Terminal.Out.Live(Picture(first)).StartAsync(async context =>
        {
            while (!cancel.IsCancellationRequested)
            {
                await Task.Delay(Refresh, cancel).ContinueWith(_ => { }, TaskScheduler.Default);
                if (cancel.IsCancellationRequested) break;
                context.UpdateTarget(Picture(await reader.ReadAsync(CancellationToken.None)));
            }
        });
        return ExitCode.Interrupted;
    }

    private static Rows Picture(NetworkStatus status) => new(new Markup(StatusTable.Headline(status)), StatusTable.Build(status));

    private static object Plain(NetworkStatus status) => new
    {
        status.Height,
        status.Agrees,
        status.Supervisor,
        status.Record.GenesisTime,
        status.Record.BlockTimeSeconds,
        status.Record.DeveloperAddress,
        Machines = status.Machines.Select(machine => new
        {
            machine.Machine.Name,
            Tier = machine.Machine.Tier?.ToString(),
            Address = machine.Machine.Address.ToString(),
            machine.State,
            machine.Height,
            machine.Tip,
            machine.Headers,
            machine.Peers,
            machine.Bans,
            Earned = machine.Earned?.ToString(),
            machine.PaymentAddress,
            machine.MemoryBytes,
            machine.Restarts,
            Rpc = machine.Machine.Rpc.ToString(),
            Api = machine.Machine.Api.ToString(),
        }),
    };
}
