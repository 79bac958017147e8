using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Specs;
using Flux.Orchestration.Installs;
using Flux.Os.Tests.Support;
using Flux.Os.Watching;

namespace Flux.Os.Tests.Watching;

/// <summary>What a node does about an app, from message to container.</summary>
public sealed class AppWatcherTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly ManualTime _time = new();
    private readonly Owner _owner = new(9);
    private StubFluxd _fluxd = null!;
    private Node _node = null!;

    public async ValueTask InitializeAsync()
    {
        _fluxd = await StubFluxd.StartAsync();
        _fluxd.AddNode(1, Node.Address, "02");
        _node = new Node(_fluxd, _time);
    }

    public ValueTask DisposeAsync()
    {
        _node.Dispose();
        return _fluxd.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_but_validation_is_done_for_an_unpaid_message()
    {
        await _node.Registry.LearnAsync(_owner.Register("demo", _time.NowMs), Never);
        _fluxd.Mine();
        await _node.FollowAsync(_fluxd);

        Look(10);

        _node.Registry.Temporary.Count.ShouldBe(1);
        _node.Host.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_paid_app_is_installed_once_and_removed_when_it_is_over()
    {
        var payment = await PaidAsync("demo");

        Look(5);
        await Eventually.HoldsAsync(() => _node.Local.Pulse() is [{ State: "running" }]);
        _node.Host.Calls.ShouldBe(["install demo"]);

        _fluxd.Mine(StubFluxd.Refund(payment));
        await _node.FollowAsync(_fluxd);
        Look(2);

        _node.Host.Calls.ShouldBe(["install demo", "remove demo"]);
        _node.Local.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_other_members_of_an_app_are_close_and_strangers_are_not()
    {
        _fluxd.AddNode(2, "127.99.0.12", "03");
        NodeAddress.TryParse("127.99.0.12", out var member).ShouldBeTrue();
        _fluxd.Mine();
        await _node.FollowAsync(_fluxd);
        Look(1);
        _node.Close.Contains(member).ShouldBeFalse();

        await PaidAsync("demo");
        Look(1);

        _node.Close.Contains(member).ShouldBeTrue();
    }

    [Fact]
    public async Task In_a_large_network_a_better_member_that_was_asked_a_while_ago_is_waited_for_until_it_misses()
    {
        _fluxd.AddNode(2, "127.99.0.12", "03");
        NodeAddress.TryParse("127.99.0.12", out var better).ShouldBeTrue();
        foreach (var i in Enumerable.Range(0, 1_000)) _node.Pulses.Reached(new NodeAddress(0x0A000000 + (uint)i, 16127), new Pulse("", "far", 1, 1, []));
        _node.Pulses.Reached(better, new Pulse("", "node2", 1, 1, []));
        _fluxd.Mine();
        await _node.FollowAsync(_fluxd);
        await PaidAsync(NameThatDraws(better));
        _time.Advance(TimeSpan.FromSeconds(5));

        Look(3);
        _node.Host.Calls.ShouldBeEmpty("the other one answered when it was last asked, and ranks first");
        _node.Pulses.Missed(better);
        Look(1);
        _node.Host.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(4, 250)]
    [InlineData(32, 250)]
    [InlineData(128, 1_000)]
    [InlineData(10_000, 78_125)]
    public void Nodes_that_share_no_app_are_probed_more_seldom_the_more_there_are(int nodes, int milliseconds) =>
        PulseProber.FarBeat(nodes).TotalMilliseconds.ShouldBe(milliseconds);

    [Fact]
    public async Task A_failed_install_that_may_work_later_is_tried_again_after_a_pause()
    {
        _node.Host.Outcome = () => new InstallFailure(InstallStage.Image, InstallFailureReason.EngineUnavailable, "down", MayRetry: true);
        await PaidAsync("demo");
        Look(3);
        _node.Host.Calls.Count.ShouldBe(1);
        _node.Local.Pulse().ShouldBeEmpty("others must not wait for it");

        _node.Host.Outcome = () => null;
        _time.Advance(TimeSpan.FromSeconds(6));
        Look(3);

        _node.Host.Calls.Count.ShouldBe(2);
        _node.Local.Pulse().Single().State.ShouldBe("running");
    }

    [Fact]
    public async Task A_node_that_cannot_run_an_app_declines_it()
    {
        _node.Host.Outcome = () => new InstallFailure(InstallStage.Image, InstallFailureReason.ImageUnknown, "no such image", MayRetry: false);
        await PaidAsync("demo");

        Look(3);

        _node.Host.Calls.Count.ShouldBe(1);
        _node.Declines.All.Single().Reason.ShouldBe(Apps.Placement.DeclineReason.Image);
        _node.Local.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_container_that_stopped_answering_is_told_with_its_time()
    {
        await PaidAsync("demo");
        Look(1);
        var self = _node.Follower.Picture.Nodes[0].Collateral;
        _node.Local.FactsOf("demo", self, 0).UnhealthyForMs.ShouldBe(0);

        _node.Host.SetHealthy("demo", null);
        _node.Local.FactsOf("demo", self, 0);
        _time.Advance(TimeSpan.FromSeconds(3));

        _node.Local.FactsOf("demo", self, 0).UnhealthyForMs.ShouldBe(3000);
    }

    // An app that ranks that node first.
    private string NameThatDraws(NodeAddress first)
    {
        var picture = _node.Follower.Picture;
        var collateral = picture.Index.At(first)!.Collateral;
        PlacementNode[] nodes = [.. picture.Nodes.Select(n => new PlacementNode(n.Collateral, (NodeTier)n.Tier, n.PaymentAddress))];
        return Enumerable.Range(0, 100).Select(i => $"demo{i}").First(name =>
            Walk.For(_owner.Spec(name), MessageHash.Of(name), picture.Genesis, AppRules.Own, nodes, [], 1).Members[0].Node.Collateral == collateral);
    }

    private async Task<Primitives.Transaction> PaidAsync(string name)
    {
        var message = _owner.Register(name, _time.NowMs);
        await _node.Registry.LearnAsync(message, Never);
        var payment = StubFluxd.Pay(message);
        _fluxd.Mine(payment);
        await _node.FollowAsync(_fluxd);
        return payment;
    }

    private void Look(int times)
    {
        for (var i = 0; i < times; i++) _node.Watcher.LookAtAll();
    }
}
