using System.Collections.Concurrent;
using Flux.Apps.Messages;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Updates;
using Flux.Os.Tests.Support;
using Flux.Os.Watching;
using Flux.Primitives;

namespace Flux.Os.Tests.Watching;

/// <summary>When a node changes an app that it runs: in its turn, prepared before, drained first, and back at the earlier version when that fails.</summary>
public sealed class UpdateRollTests : IAsyncLifetime
{
    private const string There = "127.99.0.12";
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly UpdatePlan Replaces = new([new ComponentUpdate(new ComponentId("demo", "web"), UpdateWay.StopFirst, "its volume is not replicated")]);
    private static readonly UpdatePlan Touches = new([new ComponentUpdate(new ComponentId("demo", "web"), UpdateWay.Keep, "nothing of it changed")]);

    private readonly ManualTime _time = new();
    private readonly Owner _owner = new(9);
    private NodeAddress _there;
    private StubFluxd _fluxd = null!;
    private Node _node = null!;
    private Transaction _payment = null!;
    private string _old = "", _new = "";

    public async ValueTask InitializeAsync()
    {
        NodeAddress.TryParse(There, out _there).ShouldBeTrue();
        _fluxd = await StubFluxd.StartAsync();
        _fluxd.AddNode(1, Node.Address, "02");
        _fluxd.AddNode(2, There, "03");
        _node = new Node(_fluxd, _time, standing: true);
        var message = _owner.Register("demo", _time.NowMs);
        await _node.Registry.LearnAsync(message, Never);
        _payment = StubFluxd.Pay(message);
        _fluxd.Mine(_payment);
        await _node.FollowAsync(_fluxd);
        _old = message.Hash.ToString();
        _node.Local.Start(_node.Registry.Table.Find("demo")!, Apps.Specs.NodeTier.Cumulus);
        await Eventually.HoldsAsync(() => _node.Local.Pulse() is [{ State: "running" }]);
        _node.Host.Calls.Clear();
    }

    public ValueTask DisposeAsync()
    {
        _node.Dispose();
        return _fluxd.DisposeAsync();
    }

    [Fact]
    public async Task It_waits_while_another_is_going_over_and_goes_when_that_one_has_answered_for_two_seconds()
    {
        await UpdateAsync(Replaces);
        Tell(_new, "installing", 0);
        Look(5);
        _node.Host.Calls.ShouldBe(["prepare demo"]);
        Told.Hash.ShouldBe(_old);
        Told.Update!.ShouldContain("is going over");

        Tell(_new, "running", 2_000);
        Look(1);
        (Told.State, Told.Hash, Told.HealthyMs).ShouldBe(("installing", _new, 0), "gateways must send nobody here before anything is stopped");
        _node.Host.Calls.ShouldBe(["prepare demo"]);

        await GoesOverAsync();
        _node.Host.Calls.ShouldBe(["prepare demo", "install demo"]);
        Told.Hash.ShouldBe(_new);
    }

    [Fact]
    public async Task A_change_that_touches_no_container_waits_for_nobody()
    {
        await UpdateAsync(Touches);
        Tell(_new, "installing", 0);
        Look(3);
        _node.Host.Calls.ShouldBe(["prepare demo", "install demo"]);
        (Told.State, Told.Hash).ShouldBe(("running", _new));
    }

    [Fact]
    public async Task What_does_not_become_healthy_leaves_the_earlier_version_and_the_network_hears_why()
    {
        _node.Host.Outcome = () => new InstallFailure(InstallStage.Healthy, InstallFailureReason.CrashLoop, "web keeps ending: exited with code 3", MayRetry: true);
        await UpdateAsync(Replaces);
        var told = new ConcurrentQueue<GossipMessage>();
        _node.Local.Told += told.Enqueue;
        Look(2);
        await GoesOverAsync();
        await Eventually.HoldsAsync(() => !told.IsEmpty);

        (Told.State, Told.Hash, Told.Failed).ShouldBe(("running", _old, _new));
        Told.Update.ShouldBe("the update failed: web keeps ending: exited with code 3");
        told.OfType<InstallErrorReport>().ShouldHaveSingleItem().Error.ShouldContain("exited with code 3");
        _node.Declines.All.ShouldBeEmpty("it runs the app on");

        _time.Advance(TimeSpan.FromMinutes(9));
        Look(3);
        _node.Host.Calls.ShouldBe(["prepare demo", "install demo"]);
        _time.Advance(TimeSpan.FromMinutes(1));
        Look(2);
        await GoesOverAsync();
        _node.Host.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Where_it_failed_elsewhere_and_runs_nowhere_the_earlier_version_stays_ten_minutes()
    {
        await UpdateAsync(Replaces);
        Failed(elsewhere: TimeSpan.FromSeconds(1));
        Look(3);
        _node.Host.Calls.ShouldBe(["prepare demo"]);
        Told.Update!.ShouldContain("it failed on rank");

        Failed(elsewhere: TimeSpan.FromMinutes(10));
        Look(1);
        await GoesOverAsync();
        _node.Host.Calls.ShouldBe(["prepare demo", "install demo"]);
    }

    [Fact]
    public async Task An_image_that_cannot_be_had_stops_nothing()
    {
        _node.Host.NotPrepared = new InstallFailure(InstallStage.Image, InstallFailureReason.ImageUnknown, "no such image", MayRetry: false);
        await UpdateAsync(null);
        Look(5);
        _node.Host.Calls.ShouldBe(["prepare demo"]);
        (Told.State, Told.Hash, Told.Failed).ShouldBe(("running", _old, _new));
    }

    [Fact]
    public async Task A_start_in_the_middle_finds_the_version_that_ran()
    {
        await UpdateAsync(Replaces);
        Tell(_new, "installing", 0);
        Look(3);

        using var again = new Node(_fluxd, _time, _node.Folder);
        (await AdoptedHashAsync(again)).ShouldBe(_old);
    }

    [Fact]
    public async Task A_start_after_the_switch_that_was_not_written_down_takes_the_new_version_over()
    {
        await UpdateAsync(Replaces);

        using (var again = new Node(_fluxd, _time, _node.Folder))
        {
            again.Host.Follows = _new;
            (await AdoptedHashAsync(again)).ShouldBe(_new);
        }

        // And it is written down now.
        using var third = new Node(_fluxd, _time, _node.Folder);
        (await AdoptedHashAsync(third)).ShouldBe(_new);
    }

    [Fact]
    public async Task Nothing_begins_before_it_is_known_what_ran()
    {
        await UpdateAsync(Replaces);
        using var again = new Node(_fluxd, _time, _node.Folder);
        await again.FollowAsync(_fluxd);
        var known = new TaskCompletionSource();
        again.Host.Looking = known.Task;
        using var stop = new CancellationTokenSource();
        var running = again.Local.RunAsync(stop.Token);

        again.Local.Start(again.Registry.Table.Find("demo")!, Apps.Specs.NodeTier.Cumulus);
        again.Local.Stop("demo", "for the test");
        again.Watcher.LookAtAll();
        again.Host.Calls.ShouldBeEmpty("an install of an app that seems new would empty its volume");

        known.SetResult();
        await Eventually.HoldsAsync(() => again.Host.Calls.Contains("adopt demo"));
        again.Host.Calls.ShouldNotContain("install demo");
        await stop.CancelAsync();
        await running;
    }

    /// <summary>The message that a new process of the node takes over as running.</summary>
    private async Task<string?> AdoptedHashAsync(Node started)
    {
        await started.FollowAsync(_fluxd);
        using var stop = new CancellationTokenSource();
        var running = started.Local.RunAsync(stop.Token);
        await Eventually.HoldsAsync(() => started.Host.Calls.Contains("adopt demo"));
        await stop.CancelAsync();
        await running;
        return started.Local.HashOf("demo");
    }

    private PulseApp Told => _node.Local.Pulse().ShouldHaveSingleItem();

    private async Task UpdateAsync(UpdatePlan? plan)
    {
        _node.Host.Plan = plan;
        var message = _owner.Update("demo", _time.NowMs + 1);
        await _node.Registry.LearnAsync(message, Never);
        _fluxd.Mine(StubFluxd.Pay(message, renews: _payment));
        await _node.FollowAsync(_fluxd);
        _new = message.Hash.ToString();
        _node.Registry.Table.Find("demo")!.Hash.ToString().ShouldBe(_new);
    }

    // Gateways have heard of it, and the container side has done what it was told.
    private async Task GoesOverAsync()
    {
        Told.State.ShouldBe("installing");
        _time.Advance(LocalInstances.DrainTime);
        await Eventually.HoldsAsync(() => Told.State == "running");
    }

    private void Tell(string hash, string state, long healthyMs) => Hear(new PulseApp("demo", hash, state, healthyMs, 0, 0));

    private void Failed(TimeSpan elsewhere) => Hear(new PulseApp("demo", _old, "running", 5_000, 0, 0, _new, (long)elsewhere.TotalMilliseconds));

    private void Hear(PulseApp app) => _node.Pulses.Reached(_there, new Pulse("", "node2", 1, 10, [app]));

    private void Look(int times)
    {
        for (var i = 0; i < times; i++) _node.Watcher.LookAtAll();
    }
}
