using System.Net;
using System.Text.Json;
using Flux.Consensus.Work;
using Flux.Mining.Stratum;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Mining.Tests.Stratum;

/// <summary>Whatever a connection does wrong, it is the one that pays: an honest miner of another address goes on mining blocks.</summary>
public class MaliciousMinerTests
{
    private const string Bad = "127.0.0.66";
    private readonly QuickNode _node = new();

    [Fact]
    public async Task A_line_without_end_ends_the_connection_and_bans_the_address() => await SurvivesAsync(async (bad, _) =>
    {
        await bad.SendAsync(new string('x', 1_000_000));
        await ShouldBeClosedAsync(bad);
    });

    [Fact]
    public async Task A_flood_of_messages_ends_the_connection_and_bans_the_address() => await SurvivesAsync(async (bad, _) =>
    {
        await bad.SendAsync(string.Join('\n', Enumerable.Repeat("""{"id":1,"method":"mining.subscribe","params":[]}""", 5000)));
        await ShouldBeClosedAsync(bad);
    });

    [Fact]
    public async Task Lines_that_are_no_requests_end_the_connection() => await SurvivesAsync(async (bad, _) =>
    {
        foreach (var line in (string[])["{", "[]", "null", "{\"method\":5}", "{\"method\":\"mining.submit\"}", "\0\u0001"]) await bad.SendAsync(line);
        await ShouldBeClosedAsync(bad);
    });

    [Fact]
    public async Task Shares_that_repeat_end_the_connection() => await SurvivesAsync(async (bad, _) =>
    {
        await bad.JoinAsync("thief");
        var share = bad.Solve(bad.Target, seed: 9_000_000, above: bad.BlockTarget);
        for (var i = 0; i < 30; i++) await bad.SendAsync($$"""{"id":{{i}},"method":"mining.submit","params":["thief",{{share}}]}""");
        await ShouldBeClosedAsync(bad);
    });

    [Fact]
    public async Task Shares_for_jobs_that_never_were_end_the_connection() => await SurvivesAsync(async (bad, _) =>
    {
        await bad.JoinAsync("guesser");
        for (var i = 0; i < 30; i++) await bad.SendAsync($$"""{"id":{{i}},"method":"mining.submit","params":["guesser","7777{{i:x4}}","00000000","00","00"]}""");
        await ShouldBeClosedAsync(bad);
    });

    [Fact]
    public async Task Shares_of_another_connection_cannot_be_claimed() => await SurvivesAsync(async (bad, good) =>
    {
        await bad.JoinAsync("thief");
        var stolen = good.Solve(good.Target, seed: 5_000_000);
        (await bad.AskAsync("mining.submit", $"\"thief\",{stolen}")).ShouldNotBe(0);
        for (var i = 0; i < 100; i++) await bad.SendAsync("{");
        await ShouldBeClosedAsync(bad);
    });

    [Fact]
    public async Task One_who_says_nothing_is_let_go()
    {
        await using var server = Start(options => options with { AuthorizeWithin = TimeSpan.FromMilliseconds(50) });
        await using var silent = await LineMiner.ConnectAsync(server.Endpoint);
        (await silent.ReadAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task One_address_has_only_so_many_connections_and_the_others_still_get_in()
    {
        await using var server = Start(options => options with { MostPerAddress = 3 });
        var held = new List<LineMiner>();
        for (var i = 0; i < 3; i++) held.Add(await (await LineMiner.ConnectAsync(server.Endpoint, Bad)).JoinAsync($"rig{i}"));
        await using (var fourth = await LineMiner.ConnectAsync(server.Endpoint, Bad)) (await fourth.ReadAsync()).ShouldBeNull();
        await using var other = await (await LineMiner.ConnectAsync(server.Endpoint)).JoinAsync();
        foreach (var miner in held) await miner.DisposeAsync();
    }

    [Fact]
    public async Task One_connection_has_only_so_many_workers()
    {
        await using var server = Start();
        await using var miner = await (await LineMiner.ConnectAsync(server.Endpoint)).JoinAsync();
        for (var i = 0; i < 15; i++) (await miner.AskAsync("mining.authorize", $"\"w{i}\",\"x\"")).ShouldBe(0);
        (await miner.AskAsync("mining.authorize", "\"one-more\",\"x\"")).ShouldBe(20);
        (await miner.AskAsync("mining.authorize", "\"<script>alert(1)</script> \",\"x\"")).ShouldBe(20);
    }

    /// <summary>The attack, and then the honest miner, who was there before it, finds a block; the attacker is kept out.</summary>
    private async Task SurvivesAsync(Func<LineMiner, LineMiner, Task> attack)
    {
        await using var server = Start();
        await using var good = await (await LineMiner.ConnectAsync(server.Endpoint)).JoinAsync("honest");
        await using (var bad = await LineMiner.ConnectAsync(server.Endpoint, Bad)) await attack(bad, good);
        await using (var again = await LineMiner.ConnectAsync(server.Endpoint, Bad)) (await again.ReadAsync()).ShouldBeNull();
        server.Statistics.Banned.ShouldBe(1);
        (await good.AskAsync("mining.submit", $"\"honest\",{good.Solve(good.BlockTarget)}")).ShouldBe(0);
        await AcceptsAsync();
    }

    // The share is answered before the block has gone its way.
    private async Task AcceptsAsync()
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (_node.Accepted.Count == 0) await looks.WaitForNextTickAsync(deadline.Token);
        _node.Accepted.Count.ShouldBe(1);
    }

    private static async Task ShouldBeClosedAsync(LineMiner miner)
    {
        JsonElement? line;
        do line = await miner.ReadAsync();
        while (line is not null);
    }

    private StratumServer Start(Func<StratumOptions, StratumOptions>? change = null)
    {
        var options = new StratumOptions { Endpoint = new IPEndPoint(IPAddress.Loopback, 0), FirstDifficulty = 2 };
        return StratumServer.Start(change?.Invoke(options) ?? options, QuickNode.Network, _node, TimeProvider.System, NullLogger<StratumServer>.Instance);
    }
}
