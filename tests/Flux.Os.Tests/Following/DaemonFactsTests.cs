using Flux.Contracts.Rpc;
using Flux.Os.Following;
using Flux.Os.Tests.Support;

namespace Flux.Os.Tests.Following;

/// <summary>However many ask this node for what fluxd says, fluxd is asked once for a block and once in a while.</summary>
public sealed class DaemonFactsTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private int _asked;
    private StubFluxd _fluxd = null!;
    private Node _node = null!;
    private FluxdClient _client = null!;
    private DaemonFacts _facts = null!;

    public async ValueTask InitializeAsync()
    {
        _fluxd = await StubFluxd.StartAsync();
        _fluxd.AddNode(1, Node.Address, "02");
        _fluxd.Mine();
        _fluxd.Fails = method =>
        {
            if (method == "viewdeterministicfluxnodelist") Interlocked.Increment(ref _asked);
            return false;
        };
        _node = new Node(_fluxd, _time);
        await _node.FollowAsync(_fluxd);
        _client = _fluxd.Client();
        _facts = new DaemonFacts(_client, _node.Follower, _time);
        _asked = 0;
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _node.Dispose();
        return _fluxd.DisposeAsync();
    }

    [Fact]
    public async Task Many_at_a_time_are_one_question()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => AskAsync())));
        _asked.ShouldBe(1);
        answers.ShouldAllBe(answer => answer == 1);
    }

    [Fact]
    public async Task It_is_asked_again_after_the_bound_and_not_before()
    {
        await AskAsync();
        _time.Advance(DaemonFacts.Life - TimeSpan.FromMilliseconds(1));
        await AskAsync();
        _asked.ShouldBe(1);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await AskAsync();
        _asked.ShouldBe(2);
    }

    [Fact]
    public async Task A_new_block_makes_the_answer_old_at_once()
    {
        (await AskAsync()).ShouldBe(1);
        _fluxd.AddNode(2, "127.99.0.12", "03");
        _fluxd.Mine();
        await _node.FollowAsync(_fluxd);
        (await AskAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_refusal_is_told_to_everybody_and_a_patience_that_ends_is_only_its_own()
    {
        await Should.ThrowAsync<RpcException>(() => _facts.AskAsync("nosuchmethod", CancellationToken.None));
        var answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _fluxd.Gate = answers.Task;
        using var patience = new CancellationTokenSource();
        var impatient = _facts.AskAsync("viewdeterministicfluxnodelist", patience.Token);
        var patient = AskAsync();
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(impatient);
        answers.SetResult();
        (await patient).ShouldBe(1);
        _asked.ShouldBe(1);
    }

    private async Task<int> AskAsync() => (await _facts.AskAsync("viewdeterministicfluxnodelist", CancellationToken.None)).GetArrayLength();
}
