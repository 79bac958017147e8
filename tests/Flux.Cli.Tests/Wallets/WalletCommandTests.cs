using Flux.Cli.Wallets;

namespace Flux.Cli.Tests.Wallets;

public sealed class WalletCommandTests
{
    [Theory]
    [InlineData("wallet create --network local --words 24")]
    [InlineData("wallet restore --network main --words-file - --no-scan")]
    [InlineData("wallet send t1abc all --fee-rate 2000 --max-fee 0.5 --expiry 0 --unsigned x.pft")]
    [InlineData("wallet -w other balance -o json --rpc http://127.0.0.1:16124/ --cookie c")]
    [InlineData("wallet lock aa:0 bb:1")]
    [InlineData("wallet refund aa --unsigned x.pft")]
    [InlineData("wallet account share ssp -m 2 --with xpubA --with xpubB")]
    [InlineData("wallet node start aa:0 02ab --delegate 02cd --delegate 03ef")]
    [InlineData("wallet sign --message hi --as zelid")]
    [InlineData("wallet login http://127.16.0.11:16127/")]
    [InlineData("completion fish")]
    public void Understands_what_people_type(string line) => CommandLine.Build().Parse(line).Errors.ShouldBeEmpty();

    [Theory]
    [InlineData("wallet create", "--network")]
    [InlineData("wallet create --network nowhere", "nowhere")]
    [InlineData("wallet balance --rpc nonsense", "not an http")]
    [InlineData("wallet balance --explorer http://user:secret@host/", "not an http")]
    [InlineData("wallet sign --message hi --as nobody", "nobody")]
    [InlineData("wallet lock", "")]
    [InlineData("wallet refund", "")]
    public void Refuses_what_makes_no_sense(string line, string expected) => string.Concat(CommandLine.Build().Parse(line).Errors.Select(error => error.Message)).ShouldContain(expected);

    /// <summary>No option or argument of any wallet command takes a secret: whatever stands on a command line can be read by every user of the machine.</summary>
    [Fact]
    public void Secrets_never_stand_on_the_command_line()
    {
        var wallet = CommandLine.Build().Subcommands.Single(command => command.Name == "wallet");
        var names = All(wallet).SelectMany(command => command.Options.Select(option => option.Name).Concat(command.Arguments.Select(argument => argument.Name))).Distinct().ToList();
        names.Count.ShouldBeGreaterThan(40);
        names.Where(name => name.Contains("pass", StringComparison.Ordinal) || name.Contains("phrase", StringComparison.Ordinal) || name.Contains("secret", StringComparison.Ordinal) || name.Contains("wif", StringComparison.Ordinal))
            .ShouldAllBe(name => name.EndsWith("-file", StringComparison.Ordinal) || name.EndsWith("-fd", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../evil/x.json", true)]
    [InlineData("main", true)]
    [InlineData("a b", false)]
    [InlineData("", false)]
    [InlineData("con\u0000", false)]
    public void Names_of_wallets_are_plain(string name, bool allowed)
    {
        if (allowed) WalletFolder.FileOf(name).ShouldEndWith(".json");
        else Should.Throw<CommandException>(() => WalletFolder.FileOf(name)).ExitCode.ShouldBe(ExitCode.Usage);
    }

    [Theory]
    [InlineData("first line\nsecond", "first line")]
    [InlineData("windows\r\n", "windows")]
    public void A_secret_is_the_first_line_of_a_file(string text, string expected)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, text);
        SecretInput.Secret(file, "?").ShouldBe(expected);
        File.Delete(file);
    }

    [Fact]
    public void A_new_password_is_not_short()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "1234567");
        Should.Throw<CommandException>(() => SecretInput.NewPassword(file, null)).Message.ShouldContain("at least 8");
        File.Delete(file);
    }

    private static IEnumerable<System.CommandLine.Command> All(System.CommandLine.Command command) => command.Subcommands.SelectMany(All).Prepend(command);
}
