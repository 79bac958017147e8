using System.CommandLine;
using System.Diagnostics;
using Flux.Cli.Commands.Chain;
using Flux.Cli.Output;
using Flux.Contracts.Rpc;

namespace Flux.Cli.Commands.Mine;

/// <summary><c>flux mine</c>: lets a fluxd mine for as long as the command runs, with a live line.</summary>
internal static class MineCommand
{
    private const string ClearLine = "\r\e[2K";
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Where the line cannot be overwritten, a new one now and then.</summary>
    private static readonly TimeSpan LineInAFile = TimeSpan.FromSeconds(10);

    public static Command Build()
    {
        var threads = new Option<int>("--threads", "-t") { Description = "Threads; -1: one a core", DefaultValueFactory = _ => 1, HelpName = "N" };
        var address = new Option<string?>("--address", "-a") { Description = "Whom found blocks pay (default: that fluxd's -mineraddress)", HelpName = "ADDRESS" };
        var blocks = new Option<int?>("--blocks", "-b") { Description = "Stop after so many blocks", HelpName = "N" };
        var node = new NodeOptions();
        var command = new Command("mine", "Mine with a fluxd until Ctrl-C: flux mine -t 2") { threads, address, blocks };
        node.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var count = parsed.GetValue(threads);
            if (count is 0 or < -1 or > 256) throw new CommandException(ExitCode.Usage, $"--threads {count}: must be from 1 to 256, or -1 for one a core.");
            if (parsed.GetValue(blocks) is < 1) throw new CommandException(ExitCode.Usage, "--blocks must be 1 or more.");
            using var fluxd = node.Connect(parsed);
            return await MineAsync(fluxd, count, parsed.GetValue(address), parsed.GetValue(blocks), cancel);
        });
        return command;
    }

    private static async Task<int> MineAsync(FluxdClient fluxd, int threads, string? address, int? blocks, CancellationToken cancel)
    {
        var before = await StateAsync(fluxd, cancel);
        await fluxd.StartMiningAsync(threads, address, cancel);
        var began = Stopwatch.GetTimestamp();
        try
        {
            var state = await StateAsync(fluxd, cancel);
            Terminal.Line(MiningLine.Opening(state) + " Ctrl-C stops.");
            state = await FollowAsync(fluxd, blocks, cancel);
            var found = state.Found ?? 0;
            Terminal.Line($"{found} {(found == 1 ? "block" : "blocks")} in {MiningLine.Span(Stopwatch.GetElapsedTime(began).TotalSeconds)}.");
            return ExitCode.Ok;
        }
        finally
        {
            // Whoever mined before goes on; without Ctrl-C's token, which is cancelled by now.
            if (!before.Generates) await fluxd.StopMiningAsync(CancellationToken.None);
            else if (before.Threads != threads) Terminal.Hint("That fluxd mined before and goes on; to stop it: flux chain setgenerate false");
        }
    }

    private static async Task<MiningState> FollowAsync(FluxdClient fluxd, int? blocks, CancellationToken cancel)
    {
        long? told = null;
        while (true)
        {
            var state = await StateAsync(fluxd, CancellationToken.None);
            var isOver = cancel.IsCancellationRequested || state.Found >= blocks;
            if (Terminal.IsLive)
            {
                Console.Out.Write(ClearLine + MiningLine.Of(state) + (isOver ? Environment.NewLine : ""));
            }
            else if (isOver || told is null || Stopwatch.GetElapsedTime(told.Value) >= LineInAFile)
            {
                Terminal.Line(MiningLine.Of(state));
                told = Stopwatch.GetTimestamp();
            }
            if (isOver) return state;
            await Task.Delay(Look, cancel).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private static async Task<MiningState> StateAsync(FluxdClient fluxd, CancellationToken cancel) =>
        MiningState.Read(await fluxd.CallAsync("getmininginfo", null, cancel));
}
