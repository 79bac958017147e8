using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Os.Reconciliation;
using Flux.Os.Tests.Support;
using Flux.TestKit;

namespace Flux.Os.Tests.Reconciliation;

/// <summary>A node that was cut off gets from one peer exactly what it lacks, over HTTP.</summary>
public sealed class ReconcilerTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly string _there = OwnAddress.Take().ToString(), _here = OwnAddress.Take().ToString();
    private readonly ManualTime _time = new();
    private StubFluxd _fluxd = null!;
    private ServedNode _served = null!;
    private Node _node = null!;

    public async ValueTask InitializeAsync()
    {
        _fluxd = await StubFluxd.StartAsync();
        _fluxd.AddNode(1, _there, Keys.Node(41).PublicKey);
        _fluxd.AddNode(2, _here, Keys.Node(42).PublicKey);
        _fluxd.Mine();
        _served = await ServedNode.StartAsync(_fluxd, _time, _there, Keys.Node(41));
        _node = new Node(_fluxd, _time, identity: Keys.Node(42), address: _here);
        await _served.Node.FollowAsync(_fluxd);
        await _node.FollowAsync(_fluxd);
    }

    public async ValueTask DisposeAsync()
    {
        _node.Dispose();
        await _served.DisposeAsync();
        await _fluxd.DisposeAsync();
    }

    [Fact]
    public async Task Messages_that_wait_for_payment_come_and_those_of_both_do_not_travel_again()
    {
        for (byte owner = 50; owner < 56; owner++)
        {
            for (var i = 0; i < 60; i++)
            {
                var message = new Owner(owner).Register($"app{owner}x{i}", _time.NowMs);
                await _served.Node.Registry.LearnAsync(message, Never);
                if (i % 2 == 0) await _node.Registry.LearnAsync(message, Never);
            }
        }
        await _node.Registry.LearnAsync(new Owner(60).Register("ownonly", _time.NowMs), Never);

        (await ReconcileAsync("unpaid")).ShouldBe(180);
        (await ReconcileAsync("unpaid")).ShouldBe(0);

        _node.Registry.Temporary.Count.ShouldBe(361);
        _served.Node.Registry.Temporary.Count.ShouldBe(360);
    }

    [Fact]
    public async Task Declines_come_with_their_signature()
    {
        var self = _served.Node.Follower.Picture.Nodes.Single(n => n.AddressText == _there);
        for (var i = 0; i < 30; i++)
        {
            var report = new DeclineReport($"app{i}", MessageHash.Of($"{i}"), self.Address!.Value, self.Collateral, DeclineReason.Image, 90, _time.NowMs - 7_200_000);
            _served.Node.Declines.Add(report, Keys.Node(41).Seal(report, _time.NowMs - 7_200_000)).ShouldBeTrue();
        }

        (await ReconcileAsync("declines")).ShouldBe(30);

        _node.Declines.All.ShouldBe(_served.Node.Declines.All, ignoreOrder: true);
    }

    [Fact]
    public async Task A_peer_that_is_not_there_or_answers_something_else_costs_nothing()
    {
        NodeAddress.TryParse(OwnAddress.Take().ToString(), out var nobody).ShouldBeTrue();
        (await _node.Reconciler.ReconcileAsync(nobody, Set("unpaid"), Never)).ShouldBe(0);
        (await _node.Reconciler.ReconcileAsync(_served.Address, new NoSuchSet(), Never)).ShouldBe(0);
    }

    [Fact]
    public async Task Questions_that_are_too_large_or_none_are_refused()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://{_served.Address}/") };
        foreach (var (path, body) in ((string, string)[])
        [
            ("apps/reconcile", """{"set":"unpaid","ranges":"x"}"""), ("apps/reconcile", """{"set":"nothing","ranges":[]}"""), ("apps/reconcile", ""),
            ("apps/reconcileitems", """{"set":"unpaid","hashes":["00"]}"""), ("apps/messages", """{"hashes":[1]}"""),
            ("apps/messages", $$"""{"hashes":[{{string.Join(',', Enumerable.Repeat($"\"{new string('0', 64)}\"", 501))}}]}"""),
        ])
        {
            using var content = new StringContent(body);
            using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("\"status\":\"error\"", customMessage: $"{path} {body[..Math.Min(80, body.Length)]}");
        }
    }

    [Fact]
    public async Task Nodes_that_are_connected_reconcile_by_themselves()
    {
        await _served.Node.Registry.LearnAsync(new Owner(50).Register("demo", _time.NowMs), Never);
        using var stop = new CancellationTokenSource();
        var gossip = _node.Gossip.RunAsync(stop.Token);
        var running = _node.Reconciler.RunAsync(stop.Token);

        await Eventually.HoldsAsync(() => _node.Registry.Temporary.Count == 1);

        await stop.CancelAsync();
        _node.Gossip.Stop();
        await Task.WhenAll(gossip, running);
    }

    private Task<int> ReconcileAsync(string set)
    {
        // Snapshots are a second old at most.
        _time.Advance(TimeSpan.FromSeconds(2));
        return _node.Reconciler.ReconcileAsync(_served.Address, Set(set), Never);
    }

    private IReconciledSet Set(string name) => _node.Sets.Sets.Single(set => set.Name == name);

    private sealed class NoSuchSet : IReconciledSet
    {
        public string Name => "nothing";

        public IReadOnlyDictionary<Primitives.Hash256, JsValue> Items() => new Dictionary<Primitives.Hash256, JsValue>();

        public Task<bool> TakeAsync(JsValue item, string source, CancellationToken cancellation) => throw new InvalidOperationException("nothing was offered");
    }
}
