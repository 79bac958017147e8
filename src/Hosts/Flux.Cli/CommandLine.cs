using System.CommandLine;
using System.CommandLine.Help;
using Flux.Cli.Commands;
using Flux.Cli.Commands.App;
using Flux.Cli.Commands.Chain;
using Flux.Cli.Commands.Local;
using Flux.Cli.Commands.Mine;
using Flux.Cli.Commands.Networks;
using Flux.Cli.Commands.Wallet;
using Flux.Cli.Output;

namespace Flux.Cli;

/// <summary>All commands, and what happens around each of them.</summary>
internal static class CommandLine
{
    private const string Description = """
        Flux on this machine: a proof-of-work chain, FluxNodes that run containers, and a wallet.

        Start with `flux up`, look with `flux status`, end with `flux down`.
        """;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = Build().Parse(arguments);
        if (parsed.Errors.Count > 0) return WrongUse(parsed);
        try
        {
            // Commands watch for Ctrl-C themselves where it means more than "stop now".
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
        }
        catch (Exception failure)
        {
            return Terminal.Fail(failure);
        }
    }

    internal static RootCommand Build()
    {
        var root = new RootCommand(Description)
        {
            UpCommand.Build(),
            DownCommand.Build(),
            StatusCommand.Build(),
            LogsCommand.Build(),
            AppCommand.Build(),
            ChainCommand.Build(),
            MineCommand.Build(),
            NetworkCommand.Build(),
            WalletCommand.Build(),
            CompletionCommand.Build(),
            SuperviseCommand.Build(),
        };
        // The library's forms of another system would only stand in the way of completion.
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Aliases.Remove("/h");
            help.Aliases.Remove("/?");
        }
        return root;
    }

    private static int WrongUse(ParseResult parsed)
    {
        foreach (var error in parsed.Errors) Terminal.Problem(error.Message);
        var below = parsed.CommandResult.Command.Subcommands.Where(command => !command.Hidden).Select(command => command.Name).ToList();
        if (below.Count > 0) Terminal.Hint($"There are: {string.Join(", ", below)}");
        Terminal.Hint($"See: flux {string.Concat(NamesOf(parsed.CommandResult))}--help");
        return ExitCode.Usage;
    }

    private static IEnumerable<string> NamesOf(System.CommandLine.Parsing.CommandResult? command)
    {
        var names = new Stack<string>();
        for (var at = command; at?.Parent is not null; at = at.Parent as System.CommandLine.Parsing.CommandResult) names.Push(at.Command.Name + " ");
        return names;
    }
}
