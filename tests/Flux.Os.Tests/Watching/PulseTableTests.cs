using Flux.Apps.Messages;
using Flux.Os.Tests.Support;
using Flux.Os.Watching;

namespace Flux.Os.Tests.Watching;

/// <summary>What a node knows of others by their pulses.</summary>
public sealed class PulseTableTests
{
    private static readonly NodeAddress Other = new(0x7F630002, 16127);
    private readonly ManualTime _time = new();
    private readonly PulseTable _table;

    public PulseTableTests() => _table = new PulseTable(_time);

    [Fact]
    public void An_app_that_stops_answering_is_timed_from_its_first_silent_pulse_on()
    {
        _table.Reached(Other, Pulse(healthyMs: 500));
        _table.UnhealthyForMs(Other, "demo").ShouldBe(0);
        _table.Reached(Other, Pulse(healthyMs: 0));
        _time.Advance(TimeSpan.FromSeconds(1));
        _table.Reached(Other, Pulse(healthyMs: 0));
        _time.Advance(TimeSpan.FromSeconds(1));

        _table.UnhealthyForMs(Other, "demo").ShouldBe(2000);

        _table.Reached(Other, Pulse(healthyMs: 1));
        _table.UnhealthyForMs(Other, "demo").ShouldBe(0);
    }

    [Fact]
    public void What_others_saw_counts_for_life_but_is_not_passed_on()
    {
        _table.Reached(Other, Pulse(1));
        _time.Advance(TimeSpan.FromSeconds(5));

        _table.ReachedBy(Other, TimeSpan.FromMilliseconds(200));

        _table.ReachedAgoMs(Other).ShouldBe(200);
        _table.ReachedByUsAgoMs(Other).ShouldBe(5000);
        _table.ReachedByUsWithin(TimeSpan.FromSeconds(1)).ShouldBeEmpty();
    }

    [Fact]
    public void A_witness_cannot_move_a_node_into_the_future()
    {
        _table.Reached(Other, Pulse(1));
        _time.Advance(TimeSpan.FromSeconds(5));

        _table.ReachedBy(Other, TimeSpan.FromSeconds(-100));

        _table.ReachedAgoMs(Other).ShouldBe(5000);
    }

    [Fact]
    public void Only_a_change_of_the_apps_wakes_the_watchers()
    {
        var woken = 0;
        _table.Changed += () => woken++;

        _table.Reached(Other, Pulse(1));
        _table.Reached(Other, Pulse(250));
        _table.Reached(Other, Pulse(0));

        woken.ShouldBe(2);
    }

    [Fact]
    public void Knows_which_nodes_list_an_app_now()
    {
        _table.Reached(Other, Pulse(1));
        _table.NodesWith("demo").ShouldBe([Other]);
        _table.Reached(Other, Pulse(1) with { Apps = [new PulseApp("second", "h", PulseApp.Running, 1, 0, 0)] });
        _table.NodesWith("demo").ShouldBeEmpty();
        _table.NodesWith("second").ShouldBe([Other]);
        _table.Forget(Other);
        _table.NodesWith("second").ShouldBeEmpty();
    }

    [Fact]
    public void Who_missed_a_probe_has_not_answered_last_until_it_answers_again()
    {
        _table.HasAnsweredLast(Other).ShouldBeFalse("it was never asked");
        _table.Reached(Other, Pulse(1));
        _table.HasAnsweredLast(Other).ShouldBeTrue();
        _table.Missed(Other);
        _table.HasAnsweredLast(Other).ShouldBeFalse();
        _table.Reached(Other, Pulse(1));
        _table.HasAnsweredLast(Other).ShouldBeTrue();
    }

    private static Pulse Pulse(long healthyMs) => new("", "node2", 1, 10, [new PulseApp("demo", "h", PulseApp.Running, healthyMs, 0, 0)]);
}
