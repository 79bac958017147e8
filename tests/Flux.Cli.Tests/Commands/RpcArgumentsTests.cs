using System.Text.Json;
using System.Text.Json.Nodes;
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

    /// <summary>What one would type at a shell for each recorded request that the reference daemon answered becomes that request again.</summary>
    [Fact]
    public void Every_recorded_good_request_can_be_typed()
    {
        var folder = Path.GetDirectoryName(SharedData.PathOf("recorded/rpc/_http.json"))!;
        var wrong = new SortedSet<string>();
        foreach (var file in Directory.GetFiles(folder, "*.json").Where(file => !Path.GetFileName(file).StartsWith('_')))
        {
            using var recorded = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var entry in recorded.RootElement.EnumerateArray())
            {
                if (!entry.TryGetProperty("status", out var status) || status.ValueKind != JsonValueKind.Number || status.GetInt32() != 200) continue;
                using var request = JsonDocument.Parse(entry.GetProperty("request").GetString()!);
                var method = request.RootElement.GetProperty("method").GetString()!;
                foreach (var (position, value) in request.RootElement.GetProperty("params").EnumerateArray().Index())
                {
                    var typed = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
                    if (!JsonNode.DeepEquals(Read(method, position, typed), JsonNode.Parse(value.GetRawText()))) wrong.Add($"{method} {position + 1}");
                }
            }
        }
        wrong.ShouldBeEmpty();
    }

    private static JsonNode? Read(string method, int position, string text)
    {
        try
        {
            return RpcArguments.Convert(method, position, text);
        }
        catch (CommandException)
        {
            return null;
        }
    }
}
