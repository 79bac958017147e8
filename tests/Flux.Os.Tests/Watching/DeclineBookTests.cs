using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Os.Identity;
using Flux.Os.Tests.Support;
using Flux.Primitives;

namespace Flux.Os.Tests.Watching;

/// <summary>Every node must know the same declines, also one that restarted.</summary>
public sealed class DeclineBookTests : IAsyncLifetime
{
    private const string There = "127.99.0.12";
    private readonly ManualTime _time = new();
    private readonly NodeIdentity _key = Keys.Node(5);
    private StubFluxd _fluxd = null!;
    private Node _node = null!;

    public async ValueTask InitializeAsync()
    {
        _fluxd = await StubFluxd.StartAsync();
        _fluxd.AddNode(1, There, _key.PublicKey);
        _fluxd.AddNode(2, Node.Address, Node.Identity.PublicKey);
        _fluxd.Mine();
        _node = new Node(_fluxd, _time);
        await _node.FollowAsync(_fluxd);
    }

    public ValueTask DisposeAsync()
    {
        _node.Dispose();
        return _fluxd.DisposeAsync();
    }

    [Fact]
    public void They_survive_a_restart_until_they_end()
    {
        Add("demo", until: 50).ShouldBeTrue();
        Add("other", until: 60).ShouldBeTrue();

        using var again = new Node(_fluxd, _time, _node.Folder);

        again.Declines.All.ShouldBe(_node.Declines.All, ignoreOrder: true);
        again.Declines.All.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_ended_is_forgotten_on_disk_too()
    {
        Add("demo", until: 3).ShouldBeTrue();
        while (_fluxd.Height < 4) _fluxd.Mine();
        await _node.FollowAsync(_fluxd);

        Add("other", until: 50).ShouldBeTrue();

        using var again = new Node(_fluxd, _time, _node.Folder);
        again.Declines.All.ShouldHaveSingleItem().App.ShouldBe(MessageHash.Of("other"));
    }

    [Fact]
    public void An_earlier_end_a_height_that_is_over_and_one_far_ahead_are_no_news()
    {
        Add("demo", until: 50).ShouldBeTrue();
        Add("demo", until: 50).ShouldBeFalse();
        Add("demo", until: 49).ShouldBeFalse();
        Add("demo", until: 51).ShouldBeTrue();
        Add("past", until: 1).ShouldBeFalse();
        Add("far", until: _fluxd.Height + 22_001).ShouldBeFalse();
        _node.Declines.All.ShouldHaveSingleItem().UntilHeight.ShouldBe(51);
    }

    [Fact]
    public void One_node_declines_five_hundred_apps_at_most()
    {
        for (var i = 0; i < 500; i++) Add($"app{i}", until: 50).ShouldBeTrue();
        Add("more", until: 50).ShouldBeFalse();
        Add("app0", until: 60).ShouldBeTrue();
    }

    [Fact]
    public void From_another_nodes_set_only_what_its_own_node_signed_is_taken()
    {
        var report = Report("demo", 50);
        var old = _key.Seal(report, _time.NowMs - 86_400_000);
        _node.Declines.TryTake(Keys.Node(6).Seal(report, _time.NowMs).ToJs()).ShouldBeFalse();
        _node.Declines.TryTake(old.ToJs().With("data", (report with { UntilHeight = 51 }).ToJs())).ShouldBeFalse();
        _node.Declines.TryTake(JsValue.Of("garbage")).ShouldBeFalse();
        _node.Declines.TryTake(_key.Seal(report with { Node = new OutPoint(TxId.Zero, 9) }, _time.NowMs).ToJs()).ShouldBeFalse();
        _node.Declines.All.ShouldBeEmpty();

        _node.Declines.TryTake(old.ToJs()).ShouldBeTrue();

        _node.Declines.All.ShouldHaveSingleItem().App.ShouldBe(MessageHash.Of("demo"));
    }

    private bool Add(string app, long until)
    {
        var report = Report(app, until);
        return _node.Declines.Add(report, _key.Seal(report, _time.NowMs));
    }

    private DeclineReport Report(string app, long until)
    {
        var node = _node.Follower.Picture.Nodes.Single(n => n.AddressText == There);
        return new(app, MessageHash.Of(app), node.Address!.Value, node.Collateral, DeclineReason.Port, until, _time.NowMs);
    }
}
