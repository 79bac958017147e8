using System.Text.RegularExpressions;
using Flux.Daemon.Options;

namespace Flux.Daemon.Tests.Options;

public sealed partial class OptionHelpTests
{
    /// <summary>Other spellings of an option that the help has by its present name.</summary>
    private static readonly string[] OldNames = ["zelnode", "zelnodeprivkey", "zelnodeoutpoint", "zelnodeindex"];

    [Fact]
    public void Every_option_that_does_something_is_in_the_help_and_nothing_else()
    {
        var text = OptionHelp.Text();
        var named = OptionName().Matches(text).Select(match => match.Groups[1].Value).Where(name => !name.Any(char.IsUpper)).ToHashSet();
        OptionNames.Known.Where(name => !name.StartsWith("zmqpub", StringComparison.Ordinal)).Except(named).Except(OldNames).ShouldBeEmpty();
        named.Except(OptionNames.Known).Order().ShouldBe(["help", "version"]);
        foreach (var topic in OptionNames.Known.Where(name => name.StartsWith("zmqpub", StringComparison.Ordinal))) text.ShouldContain(topic["zmqpub".Length..]);
    }

    [Fact]
    public void Lines_fit_a_terminal() => OptionHelp.Text().Split('\n').ShouldAllBe(line => line.TrimEnd().Length <= 100 && line.TrimEnd('\r') == line.TrimEnd());

    [Theory]
    [InlineData(true, "-?")]
    [InlineData(true, "-datadir=x", "--help")]
    [InlineData(true, "-h")]
    [InlineData(true, "-help")]
    [InlineData(false, "-datadir=help")]
    [InlineData(false)]
    public void Help_has_the_usual_spellings(bool wanted, params string[] arguments) => OptionHelp.IsWanted(arguments).ShouldBe(wanted);

    [GeneratedRegex(@"(?<![\w-])-([A-Za-z][A-Za-z-]*)")]
    private static partial Regex OptionName();
}
