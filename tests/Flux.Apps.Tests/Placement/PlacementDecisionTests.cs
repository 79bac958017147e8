using System.Collections.Immutable;
using Flux.Apps.Placement;
using Flux.Primitives;

namespace Flux.Apps.Tests.Placement;

/// <summary>Architecture §6.3 (trimming) and §6.4 (availability first).</summary>
public sealed class PlacementDecisionTests
{
    private static readonly PlacementTiming Timing = PlacementTiming.Default;

    [Fact]
    public void The_first_ranks_begin_a_new_app_at_once()
    {
        var all = Idle(9);
        Actions(all, wanted: 3).ShouldBe(Enumerable.Repeat(PlacementAction.Start, 3).Concat(Enumerable.Repeat(PlacementAction.Wait, 6)));
    }

    [Fact]
    public void A_node_that_never_answered_is_given_its_turn_for_one_and_a_half_seconds()
    {
        var all = Idle(5).Select((one, i) => i == 0 ? one with { ReachedAgoMs = null } : one).ToImmutableArray();
        Decide(all, self: 3, wanted: 3, observed: 1_499).Action.ShouldBe(PlacementAction.Wait);
        Decide(all, self: 3, wanted: 3, observed: 1_500).Action.ShouldBe(PlacementAction.Start);
    }

    [Fact]
    public void Nobody_begins_while_enough_serve() => Actions(Running(5, running: 3), wanted: 3).Skip(3).ShouldAllBe(action => action == PlacementAction.Wait);

    [Theory]
    [InlineData(1_499, PlacementAction.Wait)]
    [InlineData(1_500, PlacementAction.Start)]
    public void The_next_rank_takes_over_when_an_instance_was_not_reached(long age, PlacementAction expected)
    {
        var all = Running(5, running: 3);
        all = all.SetItem(1, all[1] with { ReachedAgoMs = age });
        Decide(all, self: 3, wanted: 3).Action.ShouldBe(expected);
        Decide(all, self: 4, wanted: 3).Action.ShouldBe(PlacementAction.Wait);
    }

    [Theory]
    [InlineData(1_499, PlacementAction.Wait)]
    [InlineData(1_500, PlacementAction.Start)]
    public void The_next_rank_takes_over_when_a_container_stays_down_on_a_node_that_lives(long unhealthy, PlacementAction expected)
    {
        var all = Running(5, running: 3);
        all = all.SetItem(1, all[1] with { HealthyForMs = 0, UnhealthyForMs = unhealthy });
        Decide(all, self: 3, wanted: 3).Action.ShouldBe(expected);
    }

    [Fact]
    public void An_instance_that_has_not_answered_yet_is_waited_for()
    {
        var all = Running(5, running: 3);
        all = all.SetItem(1, all[1] with { HealthyForMs = 0, UnhealthyForMs = 0 });
        Decide(all, self: 3, wanted: 3).Action.ShouldBe(PlacementAction.Wait);
    }

    [Fact]
    public void Two_lost_instances_are_replaced_by_the_next_two_ranks()
    {
        var all = Running(6, running: 3);
        all = all.SetItem(0, all[0] with { ReachedAgoMs = 5_000 }).SetItem(1, all[1] with { ReachedAgoMs = null });
        Actions(all, wanted: 3, observed: 60_000).Skip(3).ShouldBe([PlacementAction.Start, PlacementAction.Start, PlacementAction.Wait]);
    }

    [Fact]
    public void A_rank_that_is_dead_is_not_waited_for()
    {
        var all = Running(6, running: 3);
        all = all.SetItem(0, all[0] with { ReachedAgoMs = 5_000 }).SetItem(3, all[3] with { ReachedAgoMs = 5_000 });
        Decide(all, self: 4, wanted: 3).Action.ShouldBe(PlacementAction.Start);
    }

    [Fact]
    public void A_rank_that_lives_but_does_not_begin_is_passed_over_after_its_grace()
    {
        var all = Running(6, running: 2);
        Decide(all, self: 3, wanted: 3, vacant: 1_499).Action.ShouldBe(PlacementAction.Wait);
        Decide(all, self: 3, wanted: 3, vacant: 1_500).Action.ShouldBe(PlacementAction.Start);
        Decide(all, self: 4, wanted: 3, vacant: 1_500).Action.ShouldBe(PlacementAction.Wait);
        Decide(all, self: 4, wanted: 3, vacant: 3_000).Action.ShouldBe(PlacementAction.Start);
    }

    [Fact]
    public void An_installation_counts_until_it_takes_too_long()
    {
        var all = Running(5, running: 2);
        all = all.SetItem(2, all[2] with { State = InstanceState.Installing, InstallingForMs = 120_000 });
        Decide(all, self: 3, wanted: 3).Action.ShouldBe(PlacementAction.Wait);
        all = all.SetItem(2, all[2] with { InstallingForMs = 120_001 });
        Decide(all, self: 3, wanted: 3).Action.ShouldBe(PlacementAction.Start);
    }

    [Fact]
    public void On_both_sides_of_a_partition_the_wanted_number_runs()
    {
        var all = Running(9, running: 3);
        var far = all.Select((one, i) => i < 4 ? one with { ReachedAgoMs = 60_000 } : one).ToImmutableArray();
        Actions(far, wanted: 3).Skip(4).ShouldBe([PlacementAction.Start, PlacementAction.Start, PlacementAction.Start, PlacementAction.Wait, PlacementAction.Wait]);
    }

    [Fact]
    public void A_better_rank_that_returns_displaces_nobody()
    {
        var all = Running(5, running: 4).SetItem(0, Facts(0, InstanceState.Idle));
        Actions(all, wanted: 3).ShouldBe([PlacementAction.Wait, PlacementAction.Keep, PlacementAction.Keep, PlacementAction.Keep, PlacementAction.Wait]);
    }

    [Fact]
    public void The_worst_rank_is_trimmed_and_only_that_one()
    {
        Actions(Running(6, running: 5), wanted: 3).ShouldBe(
        [
            PlacementAction.Keep, PlacementAction.Keep, PlacementAction.Keep, PlacementAction.Keep, PlacementAction.Stop, PlacementAction.Wait,
        ]);
    }

    [Theory]
    [InlineData(9_999, PlacementAction.Keep)]
    [InlineData(10_000, PlacementAction.Stop)]
    public void Nothing_is_trimmed_before_all_have_been_healthy_for_ten_seconds(long healthy, PlacementAction expected)
    {
        var all = Running(4, running: 4).Select(one => one with { HealthyForMs = healthy }).ToImmutableArray();
        Decide(all, self: 3, wanted: 3).Action.ShouldBe(expected);
    }

    [Fact]
    public void An_unhealthy_or_unreached_instance_does_not_make_a_surplus()
    {
        var all = Running(4, running: 4);
        Decide(all.SetItem(0, all[0] with { HealthyForMs = 0 }), self: 3, wanted: 3).Action.ShouldBe(PlacementAction.Keep);
        Decide(all.SetItem(0, all[0] with { ReachedAgoMs = 1_500 }), self: 3, wanted: 3).Action.ShouldBe(PlacementAction.Keep);
    }

    [Fact]
    public void Whoever_is_no_member_any_more_is_trimmed_first_and_begins_nothing()
    {
        var all = Running(4, running: 4).SetItem(1, Facts(1, InstanceState.Running) with { Rank = null });
        Actions(all, wanted: 3).ShouldBe([PlacementAction.Keep, PlacementAction.Stop, PlacementAction.Keep, PlacementAction.Keep]);
        Decide([Facts(0, InstanceState.Idle) with { Rank = null }], self: 0, wanted: 3).Action.ShouldBe(PlacementAction.Wait);
        Decide([Facts(0, InstanceState.Running) with { Rank = null }], self: 0, wanted: 3).Action.ShouldBe(PlacementAction.Keep);
    }

    private static List<PlacementAction> Actions(ImmutableArray<InstanceFacts> all, int wanted, long observed = 60_000) =>
        [.. all.Select((_, self) => Decide(all, self, wanted, observed).Action)];

    private static PlacementVerdict Decide(ImmutableArray<InstanceFacts> all, int self, int wanted, long observed = 60_000, long vacant = 0) =>
        PlacementDecision.Decide(new(all[self].Node, wanted, all, observed, vacant), Timing);

    private static ImmutableArray<InstanceFacts> Idle(int count) => Running(count, running: 0);

    private static ImmutableArray<InstanceFacts> Running(int count, int running) =>
        [.. Enumerable.Range(0, count).Select(i => Facts(i, i < running ? InstanceState.Running : InstanceState.Idle))];

    private static InstanceFacts Facts(int rank, InstanceState state) => new()
    {
        Node = new OutPoint(TxId.Zero, (uint)rank),
        Rank = rank,
        State = state,
        ReachedAgoMs = 100,
        HealthyForMs = state == InstanceState.Running ? 60_000 : 0,
    };
}
