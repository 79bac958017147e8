using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Flux.Crypto.Curves;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Functional.Tests.Apps;

/// <summary>An agent with the published MCP server, unchanged, quotes, pays and deploys an app on a network of ours.</summary>
public sealed class CloudMcpTests
{
    [Fact]
    [Trait("Category", "Long")]
    public async Task The_published_MCP_server_quotes_pays_and_deploys()
    {
        if (await Docker.WhyNotAsync() is { } reason) Assert.Skip(reason);
        using var home = new TemporaryHome();
        if (await CloudMcp.WhyNotAsync(home.Path) is { } missing) Assert.Skip(missing);
        await AppNetwork.BuildImageAsync();
        await using var apps = await AppNetwork.StartAsync("127.33.0.10", "172.24", nodes: 4);
        var (owner, payer) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
        await FundAsync(apps, AddressOf(payer));
        var api = $"http://{apps.Network.Nodes[0].Address}:{apps.Network.Options.ApiPort}";
        await using var mcp = await CloudMcp.StartAsync(home.Path, new Dictionary<string, string>
        {
            ["FLUX_ID_PRIVATE_KEY"] = Wif.Encode(owner, compressed: true, AddressPrefixes.Main),
            ["FLUX_PAYMENT_PRIVATE_KEY"] = Wif.Encode(payer, compressed: true, AddressPrefixes.Main),
            ["FLUX_API_URL"] = api,
            ["FLUX_NODE_URL"] = api,
            ["FLUX_EXPLORER_URLS"] = $"http://{apps.Network.Gateway.Address}:3001",
        });

        (await mcp.CallAsync("flux_validate_spec", new JsonObject { ["spec"] = Spec() })).GetProperty("valid").GetBoolean().ShouldBeTrue();
        var quote = await mcp.CallAsync("flux_quote_app", new JsonObject { ["spec"] = Spec() });
        var plan = await mcp.CallAsync("flux_deploy_app", new JsonObject { ["spec"] = Spec() });
        plan.GetProperty("executed").GetBoolean().ShouldBeFalse();
        plan.GetProperty("payment").GetProperty("funded").GetBoolean().ShouldBeTrue(plan.GetRawText());
        var deployed = await mcp.CallAsync("flux_deploy_app", new JsonObject { ["spec"] = Spec(), ["confirm"] = true });
        var result = deployed.GetProperty("result");
        var done = await mcp.CallAsync("flux_wait_for_app", new JsonObject { ["name"] = "agentapp", ["txid"] = result.GetProperty("txid").GetString(), ["timeoutSeconds"] = 120 });

        done.GetProperty("done").GetBoolean().ShouldBeTrue($"{quote.GetRawText()} {done.GetRawText()}");
        done.GetProperty("accepted").GetProperty("hash").GetString().ShouldBe(result.GetProperty("messageHash").GetString());
        using var visitor = AppNetwork.Visitor();
        await Eventually.HoldsAsync(async () => await apps.AskAsync(visitor, "agentapp.app.localhost") is not null, () => Task.FromResult("the gateway answers for agentapp"));
        (await mcp.CallAsync("flux_list_my_apps", [])).GetRawText().ShouldContain("agentapp");
        (await mcp.CallAsync("flux_get_app", new JsonObject { ["name"] = "agentapp" })).GetRawText().ShouldContain("agentapp");
    }

    // The hello example's image, in the words of a client: a month of ours, because a memo without a number of blocks pays for one.
    private static JsonObject Spec() => new()
    {
        ["name"] = "agentapp",
        ["description"] = "Deployed by an agent",
        ["compose"] = new JsonArray(new JsonObject
        {
            ["name"] = "web",
            ["description"] = "busybox httpd with one page",
            ["repotag"] = "flux-examples/hello:1",
            ["ports"] = new JsonArray(31000),
            ["containerPorts"] = new JsonArray(8080),
            ["domains"] = new JsonArray(""),
            ["environmentParameters"] = new JsonArray(),
            ["commands"] = new JsonArray(),
            ["containerData"] = "/data",
            ["cpu"] = 0.1,
            ["ram"] = 100,
            ["hdd"] = 1,
        }),
        ["instances"] = 3,
        ["expire"] = 22_000,
    };

    private static async Task FundAsync(AppNetwork apps, string address)
    {
        var id = (await apps.Flux.RunAsync("wallet", "-w", "dev", "send", address, "5", "-y")).ShouldEndWith(0).Output.Trim();
        await Eventually.HoldsAsync(
            async () => (await apps.Fluxd.CallAsync("getrawtransaction", CancellationToken.None, id, 1)).TryGetProperty("confirmations", out var depth) && depth.GetInt32() > 0,
            () => Task.FromResult($"{id} in a block"));
    }

    private static string AddressOf(byte[] key)
    {
        Secp256k1.TryGetPublicKey(key, compressed: true, out var publicKey).ShouldBeTrue();
        return new Address(AddressKind.PubKeyHash, Hash160.Of(publicKey)).ToText(AddressPrefixes.Main);
    }
}
