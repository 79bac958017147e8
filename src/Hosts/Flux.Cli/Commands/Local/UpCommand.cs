using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Flux.Cli.Output;
using Flux.Devnet;
using Flux.Devnet.Control;
using Flux.Devnet.State;
using Flux.Devnet.Status;
using Spectre.Console;

namespace Flux.Cli.Commands.Local;

/// <summary><c>flux up</c>: starts the local network and leaves it running.</summary>
internal static class UpCommand
{
    public static Command Build()
    {
        var options = new LocalOptions();
        var attach = new Option<bool>("--attach") { Description = "Stay and follow the network; Ctrl-C then stops it" };
        var command = new Command("up", "Start a local Flux network: a miner-gateway and FluxNodes, each real processes") { attach };
        options.AddTo(command);
        command.SetAction((parsed, cancel) => RunAsync(options.Read(parsed), options.AsksForChange(parsed), parsed.GetValue(attach), cancel));
        return command;
    }

    private static async Task<int> RunAsync(DevnetOptions options, bool asksForChange, bool attach, CancellationToken cancel)
    {
        var problems = options.Problems();
        if (problems.Count > 0) throw new CommandException(ExitCode.Usage, string.Join("\n", problems));
        var home = new HomeFolder(options.Home);
        if (SupervisorLaunch.Running(home) is { } id) return await JoinAsync(home, id, asksForChange, attach, cancel);
        var began = Stopwatch.GetTimestamp();
        // Not cancelled half-way: a supervisor that nobody owns would stay. A Ctrl-C until then is looked at once it can be asked to stop.
        using var control = await SupervisorLaunch.StartAsync(home, OwnProgram(), ["supervise", .. LocalOptions.ToArguments(options)], CancellationToken.None);
        return await FollowAsync(control, home, owner: true, attach, began, cancel);
    }

    /// <summary>A second `up`: the network that is there is what was asked for, unless another was asked for.</summary>
    private static async Task<int> JoinAsync(HomeFolder home, int id, bool asksForChange, bool attach, CancellationToken cancel)
    {
        if (asksForChange)
            throw new CommandException(ExitCode.Rejected, $"A network already runs from {home.Path} (process {id}), so it can't be changed.", "Stop it first: flux down");
        Terminal.Hint($"A network already runs from {home.Path} (process {id}).");
        using var control = await ControlClient.TryConnectAsync(home, cancel)
            ?? throw new CommandException(ExitCode.Unreachable, $"Its supervisor (process {id}) does not answer.", "End it with: flux down");
        return await FollowAsync(control, home, owner: false, attach, Stopwatch.GetTimestamp(), cancel);
    }

    private static async Task<int> FollowAsync(ControlClient control, HomeFolder home, bool owner, bool attach, long began, CancellationToken cancel)
    {
        var view = new StepView(Terminal.Out, Terminal.IsLive);
        var interrupted = false;
        void Interrupt()
        {
            if (interrupted) return;
            interrupted = true;
            if (owner || attach) _ = control.RequestStopAsync();
        }
        using var signals = new Interrupts(Interrupt);
        NetworkEvent? failed = null;
        await foreach (var entry in control.FollowAsync(owner, CancellationToken.None))
        {
            if (cancel.IsCancellationRequested) Interrupt();
            if (interrupted && !owner && !attach) return ExitCode.Interrupted;
            if (owner || attach || entry.Kind is NetworkEventKind.Failed or NetworkEventKind.Stopped) view.Show(entry);
            if (entry.Kind == NetworkEventKind.Failed) failed = entry;
            if (entry.Kind != NetworkEventKind.Ready || interrupted) continue;
            await ShowReadyAsync(home, began, owner);
            if (attach) continue;
            if (owner) await control.ReleaseAsync();
            return ExitCode.Ok;
        }
        if (failed is not null) throw new CommandException(failed.Problem is { } problem ? Failures.CodeOf(problem) : ExitCode.Bug, failed.Text, failed.Remedy);
        return interrupted ? ExitCode.Interrupted : attach ? ExitCode.Ok : throw new CommandException(ExitCode.Unreachable, "The supervisor ended before the network was ready.", $"Its log: {home.SupervisorLog}");
    }

    private static async Task ShowReadyAsync(HomeFolder home, long began, bool owner)
    {
        using var reader = new StatusReader(home);
        var status = await reader.ReadAsync(CancellationToken.None);
        Terminal.Out.WriteLine();
        if (owner) Terminal.Out.MarkupLine($"[green bold]Ready[/] after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        Terminal.Out.MarkupLine(StatusTable.Headline(status));
        Terminal.Out.Write(StatusTable.Build(status));
        Terminal.Out.Write(StatusTable.Addresses(status, DevnetOptions.Kept(home.Path)));
        Terminal.Out.MarkupLine("[grey]flux status --watch   flux logs node1 -f   flux down[/]");
    }

    private static string OwnProgram() => Path.Combine(AppContext.BaseDirectory, "flux");

    /// <summary>Ctrl-C, an ended terminal or a polite kill mean: stop what this command started, then end.</summary>
    private sealed class Interrupts : IDisposable
    {
        private readonly List<PosixSignalRegistration> registrations = [];

        public Interrupts(Action interrupted)
        {
            foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            {
                registrations.Add(PosixSignalRegistration.Create(signal, context =>
                {
                    context.Cancel = true;
                    interrupted();
                }));
            }
        }

        public void Dispose() => registrations.ForEach(registration => registration.Dispose());
    }
}
