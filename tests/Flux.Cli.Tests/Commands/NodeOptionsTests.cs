using System.CommandLine;
using Flux.Cli.Commands.Chain;

namespace Flux.Cli.Tests.Commands;

/// <summary>Which daemon a command talks to.</summary>
public sealed class NodeOptionsTests
{
    [Fact]
    public void Another_daemon_is_named_by_address_and_cookie()
    {
        var options = new NodeOptions();
        var command = new Command("chain");
        options.AddTo(command);
        using var client = options.Connect(command.Parse(["--rpc", "http://127.0.0.1:16124/", "--cookie", "/tmp/.cookie"]));
        client.ShouldNotBeNull();
        Should.Throw<CommandException>(() => options.Connect(command.Parse(["--rpc", "http://127.0.0.1:16124/"]))).Message.ShouldContain("--cookie");
    }

    [Theory]
    [InlineData("127.0.0.1:16124")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("nonsense")]
    public void What_is_no_address_is_named(string text) =>
        Should.Throw<CommandException>(() => NodeOptions.ReadAddress(text)).ShouldSatisfyAllConditions(e => e.ExitCode.ShouldBe(ExitCode.Usage), e => e.Message.ShouldContain(text));

    [Fact]
    public void User_and_password_may_stand_in_the_address() =>
        NodeOptions.ReadCredentials(NodeOptions.ReadAddress("http://ann:se%3Acret@127.0.0.1:16124/"), null).CookieFile.ShouldBeNull();
}
