using System.Text.Json.Nodes;
using Flux.Os.Following;
using Flux.Os.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Flux.Os.Tests.Api;

/// <summary>What dashboards read about a node: the machine, its tier, and everything in one answer. Field names are those of the existing pages.</summary>
public sealed class MachineRoutesTests : IAsyncLifetime
{
    private ApiNode _node = null!;

    public async ValueTask InitializeAsync() => _node = await ApiNode.StartAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task The_machine_is_told_as_it_is_and_no_speed_is_made_up()
    {
        var bench = await DataAsync("benchmark/getbenchmarks");

        bench["cores"]!.GetValue<int>().ShouldBe(Environment.ProcessorCount);
        bench["ram"]!.GetValue<decimal>().ShouldBeGreaterThan(0);
        bench["totalstorage"]!.GetValue<decimal>().ShouldBeGreaterThan(0);
        bench["ipaddress"]!.GetValue<string>().ShouldBe($"{Node.Address}:16127");
        bench["architecture"]!.GetValue<string>().ShouldBeOneOf("amd64", "arm64");
        bench["time"]!.GetValue<long>().ShouldBeInRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 600, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        bench["status"]!.GetValue<string>().ShouldBe("UNCONFIRMED");
        bench["source"]!.GetValue<string>().ShouldContain("nothing is measured");
        foreach (var measured in (string[])["eps", "eps_singlethread", "ddwrite", "ping", "download_speed", "upload_speed", "thunder", "systemsecure"]) bench.AsObject().ContainsKey(measured).ShouldBeFalse(measured);
    }

    [Fact]
    public async Task A_confirmed_node_tells_its_tier_by_its_collateral()
    {
        (await _node.JsonAsync("flux/nodetier"))["status"]!.GetValue<string>().ShouldBe("error");

        await ConfirmAsync("NIMBUS", "12500.00");

        (await DataAsync("flux/nodetier")).GetValue<string>().ShouldBe("nimbus_new");
        (await DataAsync("benchmark/getbenchmarks"))["status"]!.GetValue<string>().ShouldBe("NIMBUS");
        var status = await DataAsync("benchmark/getstatus");
        (status["status"]!.GetValue<string>(), status["benchmarking"]!.GetValue<string>(), status["flux"]!.GetValue<string>()).ShouldBe(("online", "NIMBUS", "connected"));
    }

    [Theory]
    [InlineData(1, 10_000, "cumulus")]
    [InlineData(2, 25_000, "nimbus")]
    [InlineData(3, 100_000, "stratus")]
    [InlineData(1, 1_000, "cumulus_new")]
    [InlineData(3, 40_000, "stratus_new")]
    [InlineData(1, 0, "cumulus_new")]
    public void The_first_years_collaterals_have_the_bare_names(int tier, int coins, string name) =>
        Flux.Os.Api.FluxEndpoints.TierName(new ChainNodeEntry(default, null, "", "", tier, "", 0, 0, 0, coins)).ShouldBe(name);

    [Fact]
    public async Task One_answer_has_all_that_the_page_about_the_system_reads()
    {
        var info = await DataAsync("flux/info");

        info["apps"]!["fluxusage"]!["nodeSpecs"]!.AsObject().Select(field => field.Key).ShouldBe(["cpuCores", "ram", "ssdStorage"]);
        info["apps"]!["resources"]!.AsObject().Select(field => field.Key).ShouldBe(["appsCpusLocked", "appsRamLocked", "appsHddLocked"]);
        info["apps"]!["runningapps"]!.AsArray().ShouldBeEmpty();
        (info["appsHashesTotal"]!.GetValue<int>(), info["hashesPresent"]!.GetValue<int>()).ShouldBe((2, 2));
        info["flux"]!["version"]!.GetValue<string>().ShouldBe((await DataAsync("flux/version")).GetValue<string>());
        info["flux"]!["explorerScannedHeigth"]!["generalScannedHeight"]!.GetValue<int>().ShouldBe(2);
        info["benchmark"]!["bench"]!["cores"]!.GetValue<int>().ShouldBe(Environment.ProcessorCount);
        info["node"]!["status"]!["status"]!.GetValue<string>().ShouldBe("CONFIRMED");
    }

    [Theory]
    [InlineData("flux/info")]
    [InlineData("daemon/getinfo")]
    public async Task What_the_daemon_says_of_its_wallet_is_told_nobody(string path)
    {
        var text = await _node.TextAsync(path);

        text.ShouldContain("protocolversion");
        text.ShouldNotContain("balance");
        // Numbers that the pages format are there, and tell nothing.
        foreach (var field in (string[])["walletversion", "keypoololdest", "keypoolsize", "paytxfee"]) text.ShouldContain($"\"{field}\":0");
    }

    private async Task<JsonNode> DataAsync(string path)
    {
        var answer = await _node.JsonAsync(path);
        answer["status"]!.GetValue<string>().ShouldBe("success", answer.ToJsonString());
        return answer["data"]!;
    }

    private async Task ConfirmAsync(string tier, string amount)
    {
        _node.Fluxd.AddNode(1, $"{Node.Address}:16127", "aa");
        (_node.Fluxd.Nodes[0]!["tier"], _node.Fluxd.Nodes[0]!["amount"]) = (tier, amount);
        _node.Fluxd.Mine();
        var follower = _node.App.Services.GetRequiredService<ChainFollower>();
        await Eventually.HoldsAsync(() => follower.Picture.Nodes.Length == 1);
    }
}
