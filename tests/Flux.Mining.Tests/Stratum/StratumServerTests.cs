using System.Net;
using System.Text.Json;
using Flux.Consensus.Work;
using Flux.Mining.Stratum;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Mining.Tests.Stratum;

public class StratumServerTests
{
    private readonly QuickNode _node = new();

    [Fact]
    public async Task Speaks_the_lines_of_the_specification()
    {
        await using var server = Start();
        await using var miner = await LineMiner.ConnectAsync(server.Endpoint);
        await miner.SendAsync("""{"id": 1, "method": "mining.subscribe", "params": ["lolMiner 1.52a","127.0.0.1","9200", null]}""");
        var subscribed = (await miner.ReadAsync())!.Value;
        subscribed.GetRawText().ShouldMatch("^\\{\"id\":1,\"result\":\\[null,\"[0-9a-f]{8}\"\\],\"error\":null\\}$");
        await miner.SendAsync("""{"id": 2, "method": "mining.authorize", "params": ["rig1","x"]}""");
        (await miner.ReadAsync())!.Value.GetRawText().ShouldBe("""{"id":2,"result":true,"error":null}""");
        (await miner.ReadAsync())!.Value.GetRawText().ShouldMatch("^\\{\"id\":null,\"method\":\"mining.set_target\",\"params\":\\[\"[0-9a-f]{64}\"\\]\\}$");
        // Version, time and bits with the least byte first, as in a header: 4, 0x62d87f2e, 0x200f0f0f.
        (await miner.ReadAsync())!.Value.GetRawText().ShouldBe(
            "{\"id\":null,\"method\":\"mining.notify\",\"params\":[\"00000001\",\"04000000\",\"" + new string('a', 64) + "\",\"" + new string('b', 64) + "\",\"" + new string('c', 64)
            + "\",\"2e7fd862\",\"0f0f0f20\",true]}");
    }

    [Fact]
    public async Task A_session_with_our_own_solver_mines_blocks()
    {
        await using var server = Start();
        await using var miner = await (await LineMiner.ConnectAsync(server.Endpoint)).JoinAsync();
        for (var block = 1; block <= 3; block++)
        {
            (await miner.AskAsync("mining.submit", $"\"rig\",{miner.Solve(miner.BlockTarget, block * 100_000)}")).ShouldBe(0);
            await miner.WaitForJobAsync();
            miner.Clean.ShouldBeTrue();
        }
        // A block is counted when its way is over, a moment after the next job; then the session answers the next question.
        (await miner.AskAsync("mining.extranonce.subscribe", "")).ShouldBe(0);
        _node.Accepted.Count.ShouldBe(3);
        var worker = server.Statistics.Workers.ShouldHaveSingleItem();
        (worker.Name, worker.Blocks, worker.Accepted).ShouldBe(("rig", 3, 3L));
        server.Statistics.Blocks.Select(found => found.Height).ShouldBe([3, 2, 1]);
    }

    [Fact]
    public async Task Shares_above_the_block_target_count_for_the_worker_only()
    {
        await using var server = Start(options => options with { FirstDifficulty = 1 });
        await using var miner = await (await LineMiner.ConnectAsync(server.Endpoint)).JoinAsync();
        (await miner.AskAsync("mining.submit", $"\"rig\",{miner.Solve(UInt256.MaxValue, above: miner.BlockTarget)}")).ShouldBe(0);
        _node.Accepted.ShouldBeEmpty();
        server.Statistics.Workers[0].Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task Every_wrong_submission_has_its_code()
    {
        await using var server = Start(options => options with { FirstDifficulty = 4 });
        await using var miner = await LineMiner.ConnectAsync(server.Endpoint);
        (await miner.AskAsync("mining.authorize", "\"rig\",\"x\"")).ShouldBe(25);
        (await miner.AskAsync("mining.submit", "\"rig\",\"1\",\"2\",\"3\",\"4\"")).ShouldBe(25);
        await miner.JoinAsync();
        var share = miner.Solve(miner.Target);
        var fields = share.Split(',');
        (await miner.AskAsync("mining.submit", $"\"other\",{share}")).ShouldBe(24);
        (await miner.AskAsync("mining.submit", $"\"rig\",\"ffff\",{string.Join(',', fields[1..])}")).ShouldBe(21);
        (await miner.AskAsync("mining.submit", $"\"rig\",{fields[0]},\"00000000\",{fields[2]},{fields[3]}")).ShouldBe(20);
        (await miner.AskAsync("mining.submit", $"\"rig\",{fields[0]},{fields[1]},\"00\",{fields[3]}")).ShouldBe(20);
        (await miner.AskAsync("mining.submit", $"\"rig\",{miner.Solve(UInt256.MaxValue, above: miner.Target)}")).ShouldBe(23);
        (await miner.AskAsync("mining.submit", $"\"rig\",{share}")).ShouldBe(0);
        (await miner.AskAsync("mining.nonsense", "1")).ShouldBe(20);
        var worker = server.Statistics.Workers.Single();
        (worker.Accepted, worker.Stale, worker.Invalid).ShouldBe((1L, 1L, 3L));
    }

    [Fact]
    public async Task A_share_sent_again_and_one_for_the_last_tip_are_refused()
    {
        await using var server = Start(options => options with { FirstDifficulty = 1 });
        await using var miner = await (await LineMiner.ConnectAsync(server.Endpoint)).JoinAsync();
        var share = miner.Solve(UInt256.MaxValue, above: miner.BlockTarget);
        var late = miner.Solve(UInt256.MaxValue, seed: 500_000, above: miner.BlockTarget);
        (await miner.AskAsync("mining.submit", $"\"rig\",{share}")).ShouldBe(0);
        (await miner.AskAsync("mining.submit", $"\"rig\",{share}")).ShouldBe(22);
        _node.MoveTip('d');
        await miner.WaitForJobAsync();
        (await miner.AskAsync("mining.submit", $"\"rig\",{late}")).ShouldBe(21);
        server.Statistics.Workers[0].Stale.ShouldBe(1);
    }

    [Fact]
    public async Task A_changed_solution_is_refused_by_the_verifier()
    {
        await using var server = Start(options => options with { FirstDifficulty = 1 });
        await using var miner = await (await LineMiner.ConnectAsync(server.Endpoint)).JoinAsync();
        var share = miner.Solve(UInt256.MaxValue).TrimEnd('"');
        var changed = share[..^1] + (share[^1] == '0' ? '1' : '0');
        (await miner.AskAsync("mining.submit", $"\"rig\",{changed}\"")).ShouldBe(20);
    }

    [Fact]
    public async Task Extranonce_and_target_wishes_are_answered()
    {
        await using var server = Start();
        await using var miner = await (await LineMiner.ConnectAsync(server.Endpoint)).JoinAsync();
        var nonce1 = miner.Nonce1;
        (await miner.AskAsync("mining.extranonce.subscribe", "")).ShouldBe(0);
        (await miner.AskAsync("mining.suggest_target", $"\"{ShareTarget.Of(2)}\"")).ShouldBe(0);
        (await miner.AskAsync("mining.suggest_target", "\"zz\"")).ShouldBe(20);
        miner.Nonce1.ShouldBe(nonce1);
        miner.Target.ShouldBe(ShareTarget.Of(2));
    }

    [Fact]
    public async Task No_two_connections_search_the_same_nonces()
    {
        await using var server = Start();
        await using var one = await (await LineMiner.ConnectAsync(server.Endpoint)).JoinAsync();
        await using var other = await (await LineMiner.ConnectAsync(server.Endpoint)).JoinAsync();
        one.Nonce1.ShouldNotBe(other.Nonce1);
    }

    [Fact]
    public async Task While_there_is_nothing_to_mine_miners_wait_and_then_get_a_job()
    {
        _node.Obstacle = "no peer";
        await using var server = Start();
        await using var miner = await LineMiner.ConnectAsync(server.Endpoint);
        await miner.SendAsync("""{"id":1,"method":"mining.subscribe","params":[]}""");
        (await miner.AskAsync("mining.authorize", "\"rig\",\"x\"")).ShouldBe(0);
        server.Statistics.Obstacle.ShouldBe("no peer");
        _node.Obstacle = null;
        await miner.JoinAsync();
        miner.Job[0].ShouldBe("00000001");
    }

    private StratumServer Start(Func<StratumOptions, StratumOptions>? change = null)
    {
        var options = new StratumOptions { Endpoint = new IPEndPoint(IPAddress.Loopback, 0) };
        return StratumServer.Start(change?.Invoke(options) ?? options, QuickNode.Network, _node, TimeProvider.System, NullLogger<StratumServer>.Instance);
    }
}
