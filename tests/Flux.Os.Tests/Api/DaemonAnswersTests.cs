using System.Text.Json.Nodes;
using Flux.Contracts.Rpc;
using Flux.Os.Api.Daemon;
using Flux.Os.Following;
using Flux.Os.Tests.Support;

namespace Flux.Os.Tests.Api;

/// <summary>Strangers do not load fluxd through <c>/daemon/…</c>: an answer serves for the life that the existing node gives it, and until the next block.</summary>
public sealed class DaemonAnswersTests : IAsyncLifetime
{
    private static readonly DaemonRoute Info = DaemonRouteTable.All.Single(route => route.Name == "getinfo");

    private readonly ManualTime _time = new();
    private int _asked;
    private StubFluxd _fluxd = null!;
    private Node _node = null!;
    private FluxdClient _client = null!;
    private DaemonAnswers _answers = null!;

    public async ValueTask InitializeAsync()
    {
        _fluxd = await StubFluxd.StartAsync();
        _fluxd.AddNode(1, Node.Address, "02");
        _fluxd.Mine();
        _node = new Node(_fluxd, _time);
        await _node.FollowAsync(_fluxd);
        _fluxd.Fails = method =>
        {
            if (method == "getinfo") Interlocked.Increment(ref _asked);
            return false;
        };
        _client = _fluxd.Client();
        _answers = new DaemonAnswers(_client, _node.Follower, _time);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _node.Dispose();
        return _fluxd.DisposeAsync();
    }

    [Fact]
    public async Task Many_at_a_time_are_one_question_and_get_the_same_body()
    {
        var bodies = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => AskAsync())));
        _asked.ShouldBe(1);
        bodies.ShouldAllBe(body => ReferenceEquals(body, bodies[0]));
        JsonNode.Parse(bodies[0])!["data"]!["blocks"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_serves_for_its_life_with_and_without_parameters()
    {
        foreach (var parameters in (object[][])[[], [1]])
        {
            _asked = 0;
            await AskAsync(parameters);
            _time.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromMilliseconds(1));
            await AskAsync(parameters);
            _asked.ShouldBe(1);
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await AskAsync(parameters);
            _asked.ShouldBe(2);
        }
    }

    [Fact]
    public async Task A_new_block_makes_every_answer_old_at_once()
    {
        await AskAsync();
        await AskAsync(1);
        _fluxd.Mine();
        await _node.FollowAsync(_fluxd);
        JsonNode.Parse(await AskAsync())!["data"]!["blocks"]!.GetValue<int>().ShouldBe(2);
        JsonNode.Parse(await AskAsync(1))!["data"]!["blocks"]!.GetValue<int>().ShouldBe(2);
        _asked.ShouldBe(4);
    }

    [Fact]
    public async Task A_failure_is_remembered_for_a_moment_only()
    {
        var broken = true;
        var counts = _fluxd.Fails;
        _fluxd.Fails = method => counts(method) | broken;
        await Should.ThrowAsync<RpcUnreachableException>(() => AskAsync());
        await Should.ThrowAsync<RpcUnreachableException>(() => AskAsync());
        _asked.ShouldBe(1);
        broken = false;
        _time.Advance(DaemonFacts.Life);
        await AskAsync();
        _asked.ShouldBe(2);
    }

    [Fact]
    public async Task Ever_new_parameters_take_the_places_of_such_answers_only()
    {
        await AskAsync();
        await AskAsync("oldest");
        await Task.WhenAll(Enumerable.Range(0, DaemonAnswers.MostKept - 1).Select(i => AskAsync(i)));
        await AskAsync("newest");
        _asked = 0;
        await AskAsync("newest");
        await AskAsync();
        _asked.ShouldBe(0);
        await AskAsync("oldest");
        _asked.ShouldBe(1, "the oldest had to go");
        await AskAsync(new string('x', 500));
        await AskAsync(new string('x', 500));
        _asked.ShouldBe(3, "a question that is long itself is not kept");
    }

    [Fact]
    public void Only_public_reads_serve_more_than_one_and_for_as_long_as_at_the_existing_node()
    {
        var lives = DaemonRouteTable.All.ToDictionary(route => route.Name, route => route.Life.TotalSeconds);
        DaemonRouteTable.All.Where(route => route.Who is not null).ShouldAllBe(route => route.Life == TimeSpan.Zero);
        foreach (var name in (string[])["sendrawtransaction", "createrawtransaction", "createmultisig", "getrawtransaction", "getaddressbalance", "getaddressutxos", "getaddressmempool", "submitblock"]) lives[name].ShouldBe(0, name);
        foreach (var name in (string[])["getinfo", "getblockcount", "getblock", "viewdeterministicfluxnodelist", "listfluxnodes", "getfluxnodecount", "getspentinfo", "getblockhashes"]) lives[name].ShouldBe(30, name);
        (lives["getfluxnodestatus"], lives["getzelnodestatus"], lives["help"]).ShouldBe((60, 60, 3_600));
    }

    // fluxd's getinfo takes no parameters and minds none.
    private Task<byte[]> AskAsync(params object[] parameters) =>
        _answers.AskAsync(Info, new JsonArray([.. parameters.Select(value => (JsonNode)JsonValue.Create(value.ToString()!))]), CancellationToken.None);
}
