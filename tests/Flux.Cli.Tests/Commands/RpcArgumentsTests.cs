using Flux.Cli.Commands.Chain;

namespace Flux.Cli.Tests.Commands;

public sealed class RpcArgumentsTests
{
    // Chain reference §12.3: a block's height is text, a number there is a type error; its verbosity is a number.
    [Theory]
    [InlineData("getblock", 0, "120", "\"120\"")]
    [InlineData("getblock", 1, "2", "2")]
    [InlineData("getblockhash", 0, "120", "120")]
    [InlineData("getblockheader", 1, "false", "false")]
    [InlineData("sendtoaddress", 0, "t1abc", "\"t1abc\"")]
    [InlineData("sendtoaddress", 1, "1.5", "1.5")]
    [InlineData("getaddressutxos", 0, "t1abc", "\"t1abc\"")]
    [InlineData("getaddressutxos", 0, "{\"addresses\":[\"t1abc\"]}", "{\"addresses\":[\"t1abc\"]}")]
    [InlineData("startfluxnode", 1, "true", "\"true\"")]
    [InlineData("nosuchmethod", 0, "1", "\"1\"")]
    public void Gives_each_place_the_type_it_wants(string method, int position, string text, string json) =>
        RpcArguments.Convert(method, position, text)!.ToJsonString().ShouldBe(json);

    [Theory]
    [InlineData("getblockhash", "12x")]
    [InlineData("getaddressutxos", "{")]
    public void Refuses_what_is_not_of_that_type(string method, string text) =>
        Should.Throw<CommandException>(() => RpcArguments.Convert(method, 0, text)).ExitCode.ShouldBe(ExitCode.Usage);
}
