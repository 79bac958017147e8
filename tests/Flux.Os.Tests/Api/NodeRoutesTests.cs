using System.Text.Json.Nodes;
using Flux.Apps.Messages;
using Flux.Os.Following;
using Flux.Os.Peers;
using Flux.Os.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Flux.Os.Tests.Api;

/// <summary>Routes about the node itself, as the screens of node administration use them.</summary>
public sealed class NodeRoutesTests : IAsyncLifetime
{
    private ApiNode _node = null!;

    public async ValueTask InitializeAsync() => _node = await ApiNode.StartAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task What_the_team_says_is_wrong_is_shown_and_keeps_logins_away()
    {
        var team = _node.Auth(ApiNode.Team);
        (await StatusAsync("id/loginphrase")).ShouldBe("success");
        (await StatusAsync("flux/dosstate", team, """{"dosState":101,"dosMessage":""}""")).ShouldBe("error");

        (await StatusAsync("flux/dosstate", team, """{"dosState":11,"dosMessage":"the disk fails"}""")).ShouldBe("success");

        var state = (await _node.JsonAsync("flux/dosstate"))["data"]!;
        (state["dosState"]!.GetValue<int>(), state["dosMessage"]!.GetValue<string>()).ShouldBe((11, "the disk fails"));
        (await _node.JsonAsync("id/loginphrase"))["data"]!["message"]!.GetValue<string>().ShouldBe("the disk fails");
        (await StatusAsync("id/emergencyphrase")).ShouldBe("success");
        (await StatusAsync("flux/dosstate", team, "dosState=0&dosMessage=")).ShouldBe("success");
        (await StatusAsync("id/loginphrase")).ShouldBe("success");
    }

    [Fact]
    public async Task The_operator_s_lists_are_told_to_everybody()
    {
        var admin = _node.Auth(ApiNode.Operator);
        (await StatusAsync("flux/adjustblockedrepositories", admin, """{"blockedRepositories":["bad/image"]}""")).ShouldBe("success");
        (await StatusAsync("flux/adjustblockedports", admin, "blockedPorts=[1,2]")).ShouldBe("success");
        (await StatusAsync("flux/adjustblockedports", admin, """{"blockedPorts":["x"]}""")).ShouldBe("error");
        (await StatusAsync("flux/adjustrouterip?routerip=192.168.1.1", admin)).ShouldBe("success");
        (await StatusAsync("flux/adjustrouterip/no-address", admin)).ShouldBe("error");

        (await _node.JsonAsync("flux/blockedrepositories"))["data"]!.ToJsonString().ShouldBe("""["bad/image"]""");
        (await _node.JsonAsync("flux/blockedports"))["data"]!.ToJsonString().ShouldBe("[1,2]");
        (await _node.JsonAsync("flux/routerip"))["data"]!.GetValue<string>().ShouldBe("192.168.1.1");
    }

    [Fact]
    public async Task Only_listed_nodes_and_their_ports_are_dialled()
    {
        (await _node.JsonAsync("flux/checkfluxavailability/127.0.0.1/16127"))["data"]!["message"]!.GetValue<string>().ShouldContain("not on the node list");
        (await _node.JsonAsync("flux/checkappavailability", body: """{"ip":"127.0.0.1","ports":[1],"appname":"x"}"""))["data"]!["code"]!.GetValue<int>().ShouldBe(401);
        (await _node.JsonAsync("flux/checkappavailability", _node.Auth(ApiNode.User), """{"ip":"127.0.0.1","ports":[1]}"""))["data"]!["code"]!.GetValue<int>().ShouldBe(401);
        (await _node.JsonAsync("flux/checkappavailability", _node.Auth(ApiNode.Operator), """{"ip":"127.0.0.1","ports":[1]}"""))["data"]!["message"]!.GetValue<string>().ShouldContain("listed node");
    }

    [Fact]
    public async Task Rows_of_peers_have_the_members_that_pages_read()
    {
        _node.Fluxd.AddNode(1, Node.Address, "02");
        _node.Fluxd.Mine();
        var gossip = _node.App.Services.GetRequiredService<GossipNetwork>();
        await Eventually.HoldsAsync(() => _node.App.Services.GetRequiredService<ChainFollower>().Picture.Index.At(gossip.Self) is not null);
        await using var peer = await ForeignPeer.DialAsync(new NodeAddress(0x7F000001, (ushort)_node.Http.BaseAddress!.Port), NodeAddress.DefaultPort);
        await Eventually.HoldsAsync(() => gossip.Peers.Count == 1);

        var row = (await _node.JsonAsync("flux/incomingconnectionsinfo"))["data"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        row.Select(member => member.Key).ShouldBe(["ip", "port", "latency", "lastPingTime", "connectedAt"]);
        (row["ip"]!.GetValue<string>(), row["latency"], row["lastPingTime"]).ShouldBe(("127.0.0.1", null, null));
        var detail = (await _node.JsonAsync("flux/peers/127.0.0.1"))["data"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        (detail["direction"]!.GetValue<string>(), detail.ContainsKey("latency"), detail["remoteVersion"]!.GetValue<string>()).ShouldBe(("inbound", true, "8.17.0"));
        (await _node.JsonAsync("flux/connectedpeersinfo"))["data"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_route_that_is_refused_and_one_without_its_service_say_so_in_the_envelope()
    {
        (await _node.JsonAsync("flux/softupdateflux"))["data"]!["message"]!.GetValue<string>().ShouldContain("package manager");
        (await _node.JsonAsync("syncthing/stats/device"))["data"]!["name"]!.GetValue<string>().ShouldBe("NotSupported");
        (await _node.JsonAsync("benchmark/help"))["data"]!["message"]!.GetValue<string>().ShouldContain("fluxbench");
    }

    [Fact]
    public async Task A_specification_of_the_latest_version_is_told_as_it_is()
    {
        var latest = (await _node.JsonAsync("apps/updatetolatestspecs/demo", _node.Auth(ApiNode.Owner)))["data"]!;

        latest.ToJsonString().ShouldBe(JsonNode.Parse(ApiNode.Owner.Spec("demo").ToCanonicalJson())!.ToJsonString());
    }

    [Fact]
    public async Task The_node_s_own_log_is_the_operator_s()
    {
        var admin = _node.Auth(ApiNode.Operator);

        (await _node.TextAsync("flux/infolog", admin)).ShouldContain("demo");
        (await _node.JsonAsync("flux/tailinfolog", admin))["data"]!["message"]!.GetValue<string>().ShouldContain("demo");
    }

    private async Task<string> StatusAsync(string path, string? auth = null, string? body = null) => (await _node.JsonAsync(path, auth, body))["status"]!.GetValue<string>();
}
