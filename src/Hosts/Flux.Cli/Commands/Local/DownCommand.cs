using System.CommandLine;
using Flux.Cli.Output;
using Flux.Devnet;
using Flux.Devnet.State;

namespace Flux.Cli.Commands.Local;

/// <summary><c>flux down</c>: ends the local network and leaves nothing behind but its data.</summary>
internal static class DownCommand
{
    public static Command Build()
    {
        var command = new Command("down", "Stop the local network; its chain and wallet stay for the next `flux up`");
        command.SetAction((_, cancel) => RunAsync(cancel));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancel)
    {
        var home = new HomeFolder(new DevnetOptions().Home);
        var view = new StepView(Terminal.Out, Terminal.IsLive);
        var past = true;
        var (wasRunning, swept) = await SupervisorEnd.RunAsync(home, Show, cancel);
        if (!wasRunning) Terminal.Line(swept.Total == 0 ? "No network is running, and nothing was left behind." : $"No supervisor was running; {swept}.");
        else if (swept.Total > 0) Terminal.Line($"Then {swept}.");
        return ExitCode.Ok;

        // The supervisor tells its whole story; only the end of it is of interest here.
        void Show(Flux.Devnet.Control.NetworkEvent entry)
        {
            past &= entry.Kind != Flux.Devnet.Control.NetworkEventKind.Stopping;
            if (!past) view.Show(entry);
        }
    }
}
