using System.Text.Json;
using Flux.Contracts.Rpc;

namespace Flux.Contracts.Tests.Rpc;

/// <summary>The typed calls about the daemon, mining and the whole state read what fluxd 9.0.6 answered (<c>shared/golden/recorded/rpc</c>).</summary>
public sealed class TypedStateTests
{
    private const string Tip = "fb17a59e1d5c161c8e3aad882b5a55921e61bc76958bc8473831393fea1f0ad2";

    [Fact]
    public async Task The_daemon_and_its_network()
    {
        (await RecordedAsync("getinfo", client => client.DaemonInfoAsync())).ShouldBe(new DaemonInfo(9000650, 170021, 1400, 0, 1, false, 100, 0, ""));
        var network = await RecordedAsync("getnetworkinfo", client => client.NetworkInfoAsync());
        (network.UserAgent, network.Services, network.RelayFee, network.IsActive).ShouldBe(("/MagicBean:9.0.6/", "0000000000000005", 100L, null));
        network.OwnAddresses.ShouldBeEmpty();
        (await RecordedAsync("getpeerinfo", client => client.PeersAsync())).ShouldBeEmpty();
        (await RecordedAsync("listbanned", client => client.BansAsync(), entry => entry.Contains("1.2.3.0", StringComparison.Ordinal))).ShouldBe([new BanInfo("1.2.3.0/255.255.255.0", 1700116779)]);
    }

    [Fact]
    public async Task Mining_and_new_money()
    {
        (await RecordedAsync("getmininginfo", client => client.MiningInfoAsync())).ShouldBe(new MiningInfo(1400, "regtest", false, -1, 0, 23344195918, 1, 0, null, null));
        (await RecordedAsync("getnetworksolps", client => client.NetworkRateAsync())).ShouldBe(23344195918);
        (await RecordedAsync("getdifficulty", client => client.DifficultyAsync())).ShouldBe(1);
        (await RecordedAsync("getblocksubsidy", client => client.BlockSubsidyAsync(1400), entry => entry.Contains("6.69615660", StringComparison.Ordinal))).ShouldBe(new BlockSubsidyInfo(669615660, null));
        (await Should.ThrowAsync<RpcException>(() => RecordedAsync("setgenerate", client => DoneAsync(client.StartMiningAsync(1)), _ => true))).Code.ShouldBe(RpcErrorCode.MethodNotFound);
    }

    [Fact]
    public async Task Mining_starts_and_stops_with_the_parameters_of_setgenerate()
    {
        using var server = new StubServer("""{"result":null,"error":null,"id":1}""");
        using var client = new FluxdClient(server.Address, RpcCredentials.Password("u", "p"));
        await client.StartMiningAsync(-1, "t1abc");
        server.LastBody.ShouldContain("\"method\":\"setgenerate\",\"params\":[true,-1,\"t1abc\"]");
        await client.StopMiningAsync();
        server.LastBody.ShouldContain("\"method\":\"setgenerate\",\"params\":[false]");
    }

    [Fact]
    public async Task Headers_and_the_coin_set()
    {
        var first = await RecordedAsync("getblockheader", client => client.BlockHeaderAsync("01998760"));
        (first.Height, first.Confirmations, first.Time, first.Kind, first.Bits, first.Previous).ShouldBe((0, 1401, 1296688602L, "POW", "200f0f0f", null));
        first.Next.ShouldBe("aa007eb988571742b2fc9b52e9b917de6fc8ae1d5f86814b8b47f20213888049");
        (await RecordedAsync("getblockheader", client => client.BlockHeaderAsync("00"), entry => entry.Contains("\"PON\"", StringComparison.Ordinal))).Previous.ShouldNotBeNull();
        (await RecordedAsync("gettxoutsetinfo", client => client.CoinSetInfoAsync())).ShouldBe(
            new CoinSetInfo(1400, Tip, 2903, 9217, 474018, "05f511ca54779feef66d72cc7afe6d7dd00f67d8b9285205be8419a2cb34eef5", 2907463733832035, null, null));
    }

    [Fact]
    public async Task Fees_and_signatures()
    {
        (await RecordedAsync("estimatefee", client => client.FeeAsync(1))).ShouldBeNull();
        (await RecordedAsync("verifymessage", client => client.IsSignedAsync("a", "s", "m"))).ShouldBeTrue();
        (await RecordedAsync("verifymessage", client => client.IsSignedAsync("a", "s", "m"), entry => entry.Contains("\"result\":false", StringComparison.Ordinal))).ShouldBeFalse();
    }

    [Fact]
    public async Task Changes_of_addresses()
    {
        var deltas = await RecordedAsync("getaddressdeltas", client => client.AddressDeltasAsync(["t2GoxS2SRmLQDnTyWePHjKD3izvFsKUAjrH"], (600, 680)), entry => entry.Contains("t2GoxS2S", StringComparison.Ordinal));
        deltas[0].ShouldBe(new AddressDeltaInfo("t2GoxS2SRmLQDnTyWePHjKD3izvFsKUAjrH", "74404b8b9344f98f0475349005f8a23c62b1ccbbaf8f95a4dabdb5e5968dc24a", 0, 50000000, 650, 0, false));
        using var server = new StubServer("""{"result":[],"error":null,"id":1}""");
        using var client = new FluxdClient(server.Address, RpcCredentials.Password("u", "p"));
        (await client.AddressDeltasAsync(["a"], (600, 680))).ShouldBeEmpty();
        server.LastBody.ShouldContain("""[{"addresses":["a"],"start":600,"end":680}]""");
    }

    [Fact]
    public async Task Nodes_that_are_not_confirmed()
    {
        var told = SharedData.ReadJson("recorded/chains/eras.json").GetProperty("telling");
        var started = await AskAsync(Answer(told.GetProperty("265").GetProperty("getstartlist")), client => client.StartedNodesAsync());
        started[0].ShouldBe(new WaitingNodeInfo("64da9d32dea6b4dc44c0744c356f090aa2c34f20e11e843f3744efbebb7aa412", 0, 265, "tmQ9fizh77MnF2TTMbXiimEcu9DkhioR26H", 60, 100_000_000_000));
        var dos = await AskAsync(Answer(told.GetProperty("340").GetProperty("getdoslist")), client => client.DosNodesAsync());
        (dos[1].Index, dos[1].BlocksLeft, dos[1].Collateral).ShouldBe((1u, 119, 4_000_000_000_000));
        (await Should.ThrowAsync<RpcUnreachableException>(() => AskAsync("""{"result":[{"collateral":"x"}],"error":null,"id":1}""", client => client.DosNodesAsync()))).Message.ShouldContain("\"x\" is no collateral");
        (await Should.ThrowAsync<RpcUnreachableException>(() => AskAsync("""{"result":{"miner":79228162514264337593543950335},"error":null,"id":1}""", client => client.BlockSubsidyAsync()))).Message.ShouldContain("getblocksubsidy");
    }

    private static string Answer(JsonElement result) => $$"""{"result":{{result.GetRawText()}},"error":null,"id":1}""";

    private static async Task<bool> DoneAsync(Task call)
    {
        await call;
        return true;
    }

    private static Task<T> RecordedAsync<T>(string method, Func<FluxdClient, Task<T>> call, Func<string, bool>? fits = null)
    {
        fits ??= entry => !entry.Contains("\"result\":null", StringComparison.Ordinal);
        var entries = SharedData.ReadJson($"recorded/rpc/{method}.json").EnumerateArray();
        return AskAsync(entries.Select(entry => entry.TryGetProperty("response", out var text) ? text.GetString()! : "").First(text => text.Length > 0 && fits(text)), call);
    }

    private static async Task<T> AskAsync<T>(string answer, Func<FluxdClient, Task<T>> call)
    {
        using var server = new StubServer(answer);
        using var client = new FluxdClient(server.Address, RpcCredentials.Password("u", "p"));
        return await call(client);
    }
}
