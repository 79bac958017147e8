using System.CommandLine;
using Flux.Cli.Networks;
using Flux.Cli.Output;
using Flux.Devnet.Rules;

namespace Flux.Cli.Commands.Networks;

/// <summary><c>flux network check FILE</c>: every field, every rule between fields, and the work of the first block.</summary>
internal static class CheckNetworkCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("file") { Description = "A network file" };
        var command = new Command("check", "Say everything that is wrong with a network file; exit code 6 if something is") { file };
        command.SetAction(parsed => Run(parsed.GetValue(file)!));
        return command;
    }

    private static int Run(string file)
    {
        var reading = NetworkFiles.Read(file);
        if (reading.Own is { } own) NetworkSummary.Show(file, own);
        else Terminal.Line($"{file}: good; the parameters of a recorded chain ({reading.Network!.Name} with other heights).");
        return ExitCode.Ok;
    }
}
