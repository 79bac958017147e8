using System.Text;
using System.Text.Json;

namespace Flux.Daemon.Tests.Rpc.Replay;

/// <summary>Transport faults, batches, authorisation and REST as recorded (<c>_http.json</c>, <c>_rest.json</c>): status, content type and body to the byte.</summary>
public sealed class RecordedHttpTests(RecordedDaemon daemon) : IClassFixture<RecordedDaemon>
{
    private const string NoView = "without checkmempool fluxd finds no output at all, though this one is unspent; ours looks into the chain";
    private const string Unspent =
        "/rest/getutxos/15d0bb0d1c98e52d1c5f39e536d3fc2137f9895488957d3d42fa00eb4c977404-0/1111111111111111111111111111111111111111111111111111111111111111-0";

    private static readonly Dictionary<string, string> Different = new()
    {
        ["verb OPTIONS"] = "fluxd's HTTP library answers 501 with a page of its own; ours 405 as to other verbs",
        ["verb DELETE"] = "fluxd's HTTP library drops the text of the answer",
        [Unspent + ".bin"] = NoView,
        [Unspent + ".hex"] = NoView,
        [Unspent + ".json"] = NoView,
        ["/rest/chaininfo.json"] = "size_on_disk, see getblockchaininfo",
        ["/rest/mempool/info.json"] = "usage, and transactions of the recording's wallet",
        ["/rest/mempool/contents.json"] = "transactions of the recording's wallet",
    };

    public static TheoryData<string> Transport() => Labels("_http.json");

    public static TheoryData<string> Rest() => Labels("_rest.json");

    [Theory]
    [MemberData(nameof(Transport))]
    public Task Answers_as_fluxd_did(string label) => ShouldBeEqualAsync("_http.json", label);

    [Theory]
    [MemberData(nameof(Rest))]
    public Task Rest_answers_as_fluxd_did(string label) => ShouldBeEqualAsync("_rest.json", label);

    [Fact]
    public async Task Rest_says_the_same_of_the_chain_as_the_call()
    {
        var rest = await daemon.SendAsync("GET", "/rest/chaininfo.json", "", new Dictionary<string, string>());
        var call = await daemon.PostAsync("""{"method":"getblockchaininfo","params":[]}""");
        call.Text.ShouldBe($$"""{"result":{{rest.Text.TrimEnd()}},"error":null,"id":null}""" + "\n");
    }

    private static TheoryData<string> Labels(string file) =>
        [.. SharedData.ReadJson($"recorded/rpc/{file}").EnumerateArray().Select(entry => entry.GetProperty("label").GetString()!).Where(label => !Different.ContainsKey(label))];

    private async Task ShouldBeEqualAsync(string file, string label)
    {
        var entry = SharedData.ReadJson($"recorded/rpc/{file}").EnumerateArray().First(one => one.GetProperty("label").GetString() == label);
        var headers = entry.GetProperty("headers_sent").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!);
        var ours = await daemon.SendAsync(entry.GetProperty("verb").GetString()!, entry.GetProperty("path").GetString()!, entry.GetProperty("request").GetString() ?? "", headers);
        ours.Status.ShouldBe(entry.GetProperty("status").GetInt32());
        ours.ContentType.ShouldBe(Header(entry, "Content-Type"));
        ours.Challenge.ShouldBe(Header(entry, "WWW-Authenticate"));
        Convert.ToHexStringLower(ours.Body).ShouldBe(Convert.ToHexStringLower(BodyOf(entry)), ours.Text);
    }

    private static string Header(JsonElement entry, string name) => entry.GetProperty("headers").TryGetProperty(name, out var value) ? value.GetString()! : "";

    private static byte[] BodyOf(JsonElement entry) =>
        entry.TryGetProperty("response_hex", out var hex) ? Convert.FromHexString(hex.GetString()!) : Encoding.UTF8.GetBytes(entry.GetProperty("response").GetString()!);
}
