using System.CommandLine;

namespace Flux.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("up", "--nodes", "x")]
    [InlineData("up", "--no-such-option")]
    [InlineData("status", "-o", "yaml")]
    [InlineData("logs")]
    [InlineData("nonsense")]
    [InlineData("wallet", "send", "t1abc")]
    [InlineData("app", "update")]
    [InlineData("app", "renew", "hello", "--blocks", "many")]
    public void Wrong_use_is_noticed_before_anything_happens(params string[] arguments) =>
        CommandLine.Build().Parse(arguments).Errors.ShouldNotBeEmpty();

    [Theory]
    [InlineData("up", "--nodes", "2", "--block-time", "5", "--reset", "--attach")]
    [InlineData("status", "--watch")]
    [InlineData("logs", "node1", "-f", "-n", "5")]
    [InlineData("chain", "getblock", "120", "2", "--node", "node1", "-o", "json")]
    [InlineData("wallet", "send", "t1abc", "1.5", "--yes")]
    [InlineData("app", "update", "examples/hello", "--secrets", "s.json", "--dry-run", "-o", "json")]
    [InlineData("app", "renew", "hello", "--blocks", "30000", "-y")]
    [InlineData("app", "update", "examples/hello", "--yes")]
    [InlineData("app", "remove", "hello", "--yes")]
    [InlineData("app", "deploy", "examples/hello", "--yes")]
    [InlineData("app", "deploy", "examples/hello", "-y")]
    public void Good_use_is_understood(params string[] arguments) =>
        CommandLine.Build().Parse(arguments).Errors.ShouldBeEmpty();

    [Fact]
    public void Every_command_and_option_says_what_it_is_for()
    {
        var silent = Commands(CommandLine.Build())
            .SelectMany(command => command.Options.Cast<Symbol>().Concat(command.Arguments).Append(command))
            .Where(symbol => string.IsNullOrWhiteSpace(symbol.Description))
            .Select(symbol => symbol.Name);

        silent.ShouldBeEmpty();
    }

    private static IEnumerable<Command> Commands(Command command) => command.Subcommands.SelectMany(Commands).Prepend(command);
}
