using System.CommandLine;
using Flux.Cli.Networks;
using Flux.Cli.Output;
using Flux.Consensus.Networks;
using Flux.Consensus.Networks.Files;
using Flux.Devnet.Rules;

namespace Flux.Cli.Commands.Networks;

/// <summary><c>flux network mine FILE</c>: the proof of work of the first block, again after a change of the fields it stands on.</summary>
internal static class MineNetworkCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("file") { Description = "A network file; it is written anew" };
        var threads = new Option<int>("--threads") { Description = "Threads, 1 to 64", HelpName = "N", DefaultValueFactory = _ => 1 };
        var command = new Command("mine", "Mine the first block of a network file") { file, threads };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(file)!, Math.Clamp(parsed.GetValue(threads), 1, 64), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string file, int threads, CancellationToken cancel)
    {
        var own = await GenesisMining.MineAsync(FieldSettings.ReadUnmined(file), threads, cancel);
        NetworkFileOutput.Write(file, own);
        NetworkSummary.Show(file, own);
        return ExitCode.Ok;
    }
}
