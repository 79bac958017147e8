using System.CommandLine;
using Flux.Cli.Networks;
using Flux.Cli.Output;
using Flux.Consensus.Networks;
using Flux.Consensus.Networks.Files;
using Flux.Devnet.Rules;

namespace Flux.Cli.Commands.Networks;

/// <summary><c>flux network show [NAME|FILE]</c>: all numbers of a network and what they mean.</summary>
internal static class ShowNetworkCommand
{
    private const uint ExampleTime = 1_767_225_600;

    public static Command Build()
    {
        var network = new Argument<string?>("network") { Description = "main, test, regtest, classic, local, or a network file; none: which there are", Arity = ArgumentArity.ZeroOrOne };
        var output = OutputOption.Build();
        var command = new Command("show", "Show the rules of a network") { network, output };
        command.SetAction(parsed => Run(parsed.GetValue(network), OutputOption.IsJson(parsed.GetValue(output))));
        return command;
    }

    private static int Run(string? name, bool json)
    {
        switch (name)
        {
            case null: NetworkSummary.ShowAll(json); break;
            case "classic": Show(OwnCatalog.Classic, json); break;
            case "local": Show(OwnCatalog.Local(ExampleTime, NetworkCatalog.LocalSpacingSeconds), json); break;
            case "main" or "test" or "regtest": EraTable.Show(NetworkCatalog.TryGet(name, null, out var network) ? network : NetworkCatalog.Main, json); break;
            default: ShowFile(name, json); break;
        }
        return ExitCode.Ok;
    }

    private static void ShowFile(string file, bool json)
    {
        if (!File.Exists(file) && !file.Contains('/', StringComparison.Ordinal) && !file.EndsWith(".json", StringComparison.Ordinal))
            throw new CommandException(ExitCode.NotFound, $"There is no network '{file}'.", "There are main, test, regtest, classic, local, and files made by: flux network new");
        var reading = NetworkFiles.Read(file);
        if (reading.Own is { } own) Show(own, json);
        else EraTable.Show(reading.Network!, json);
    }

    private static void Show(OwnParameters own, bool json)
    {
        if (json) Terminal.Line(NetworkFile.Write(own).TrimEnd());
        else FieldTable.Show(own);
    }
}
