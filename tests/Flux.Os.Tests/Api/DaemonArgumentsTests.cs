using Flux.Apps.Canonical;
using Flux.Os.Api.Daemon;

namespace Flux.Os.Tests.Api;

/// <summary>What reaches fluxd for what a client wrote in path, query string or body.</summary>
public sealed class DaemonArgumentsTests
{
    [Theory]
    [InlineData("getblock", "hashheight=5", """["5",2]""")]
    [InlineData("getblock", "hashheight=5&verbosity=0", """["5",0]""")]
    [InlineData("getblock", "", "[]")]
    [InlineData("getblockhash", "index=7", "[7]")]
    [InlineData("getrawmempool", "verbose=true", "[true]")]
    [InlineData("gettxout", "txid=ab&n=1&includemempool=false", """["ab",1,false]""")]
    [InlineData("createrawtransaction", """transactions=[{"txid":"ab","vout":0}]&addresses={"t1":1.5}""", """[[{"txid":"ab","vout":0}],{"t1":1.5}]""")]
    [InlineData("getaddressbalance", "address=t1", """[{"addresses":["t1"]}]""")]
    [InlineData("getaddressdeltas", "address=t1&start=1&end=9&chaininfo=true", """[{"start":1,"end":9,"chainInfo":true,"addresses":["t1"]}]""")]
    [InlineData("getspentinfo", "txid=ab&index=0", """[{"txid":"ab","index":0}]""")]
    [InlineData("getblockhashes", "high=9&low=1&noorphans=true", """[9,1,{"noOrphans":true}]""")]
    [InlineData("prioritisetransaction", "txid=ab&prioritydelta=0.0&feedelta=-5", """["ab",0.0,-5]""")]
    public void Parameters_of_a_path_become_those_of_the_call(string route, string given, string expected) => Read(route, given).Parameters.ShouldBe(expected);

    [Theory]
    [InlineData("getblockhash", "index=x", "index is not a whole number")]
    [InlineData("getrawmempool", "verbose=maybe", "verbose is not true or false")]
    [InlineData("createmultisig", "n=2&keys=[", "keys is not JSON")]
    [InlineData("gettxout", "n=1", "n was given without txid")]
    [InlineData("getaddressbalance", "", "address is missing")]
    public void What_makes_no_sense_is_named(string route, string given, string problem) => Read(route, given).Problem.ShouldContain(problem);

    [Fact]
    public void A_body_may_name_several_addresses()
    {
        JsReader.TryRead("""{"addresses":["t1","t2"],"Start":3}""", out var body, out _).ShouldBeTrue();

        var route = DaemonRouteTable.All.Single(r => r.Name == "getaddressdeltas");

        DaemonArguments.Read(route, name => DaemonArguments.TextOf(body, name), out _)!.ToJsonString().ShouldBe("""[{"start":3,"addresses":["t1","t2"]}]""");
    }

    [Fact]
    public void Nothing_that_shows_or_spends_with_the_daemon_s_keys_is_passed_on()
    {
        string[] secrets = ["dumpprivkey", "importprivkey", "sendtoaddress", "sendmany", "sendfrom", "signrawtransaction", "signmessage", "createfluxnodekey", "listfluxnodeconf", "backupwallet", "z_exportkey"];

        DaemonRouteTable.All.Select(r => r.Method).Intersect(secrets).ShouldBeEmpty();
        DaemonRouteTable.All.Select(r => r.Name).ShouldBeUnique();
    }

    private static (string? Parameters, string Problem) Read(string name, string given)
    {
        var fields = given.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('=', 2)).ToDictionary(f => f[0], f => f[1]);
        var parameters = DaemonArguments.Read(DaemonRouteTable.All.Single(r => r.Name == name), fields.GetValueOrDefault, out var problem);
        return (parameters?.ToJsonString(), problem);
    }
}
