using Flux.Apps.Rolls;
using Flux.Primitives;

namespace Flux.Apps.Tests.Rolls;

public sealed class RollDecisionTests
{
    private static readonly RollTiming Timing = RollTiming.Default;

    [Fact]
    public void The_best_rank_goes_first()
    {
        Decide(0, Behind(0), Behind(1), Behind(2)).Go.ShouldBeTrue();
        var second = Decide(1, Behind(0), Behind(1), Behind(2));
        (second.Go, second.Awaited).ShouldBe((false, Node(0)));
        second.Reason.ShouldBe("rank 1 goes first");
    }

    [Fact]
    public void The_next_goes_when_the_one_before_has_answered_for_two_seconds()
    {
        Decide(1, Done(0, 0), Behind(1)).Go.ShouldBeFalse();
        Decide(1, Done(0, 1_999), Behind(1)).Reason.ShouldBe("rank 1 has just gone over");
        Decide(1, Done(0, 2_000), Behind(1)).Go.ShouldBeTrue();
    }

    [Fact]
    public void Nobody_begins_while_another_is_going_over_whatever_its_rank() =>
        Decide(0, Behind(0), Behind(1), Behind(2) with { Phase = RollPhase.Switching }).Awaited.ShouldBe(Node(2));

    [Fact]
    public void A_node_that_is_not_reached_is_not_waited_for()
    {
        Decide(1, Behind(0) with { ReachedAgoMs = 1_500 }, Behind(1)).Go.ShouldBeTrue();
        Decide(1, Behind(0) with { ReachedAgoMs = null }, Behind(1)).Go.ShouldBeTrue();
        Decide(1, Behind(0) with { ReachedAgoMs = 1_499 }, Behind(1)).Go.ShouldBeFalse();
    }

    [Fact]
    public void One_that_lives_and_gets_nowhere_is_waited_for_two_minutes()
    {
        foreach (var phase in (RollPhase[])[RollPhase.Behind, RollPhase.Switching, RollPhase.Done])
        {
            Decide(1, Behind(0) with { Phase = phase, HealthyForMs = 0, AwaitedForMs = 119_999 }, Behind(1)).Go.ShouldBeFalse();
            Decide(1, Behind(0) with { Phase = phase, HealthyForMs = 0, AwaitedForMs = 120_000 }, Behind(1)).Go.ShouldBeTrue();
        }
    }

    [Fact]
    public void A_failure_holds_the_others_for_ten_minutes_and_says_so()
    {
        var held = Decide(1, Failed(0, 1_000), Behind(1));
        held.Go.ShouldBeFalse();
        held.Reason.ShouldBe("it failed on rank 1 and is healthy nowhere; the earlier version stays for 599 s more");
        Decide(1, Failed(0, 599_999), Behind(1)).Go.ShouldBeFalse();
        Decide(1, Failed(0, 600_000), Behind(1)).Go.ShouldBeTrue();
    }

    [Fact]
    public void A_failure_holds_nobody_when_the_new_version_is_healthy_elsewhere() =>
        Decide(2, Done(0, 5_000), Failed(1, 1_000), Behind(2)).Go.ShouldBeTrue();

    [Fact]
    public void Who_failed_tries_again_after_all_who_have_not_tried()
    {
        Decide(0, Failed(0, 700_000), Behind(1)).Awaited.ShouldBe(Node(1));
        Decide(0, Failed(0, 700_000), Done(1, 5_000)).Go.ShouldBeTrue();
        Decide(0, Failed(0, 599_000), Done(1, 5_000)).Reason.ShouldStartWith("it failed here");
    }

    [Fact]
    public void Who_is_no_member_any_more_goes_last()
    {
        Decide(0, Behind(0) with { Rank = null }, Behind(1)).Awaited.ShouldBe(Node(1));
        Decide(1, Behind(0) with { Rank = null }, Behind(1)).Go.ShouldBeTrue();
    }

    private static RollVerdict Decide(int self, params RollInstance[] instances) => RollDecision.Decide(new RollFacts(Node(self), [.. instances]), Timing);

    private static RollInstance Behind(int index) => new() { Node = Node(index), Rank = index, Phase = RollPhase.Behind, ReachedAgoMs = 100, HealthyForMs = 60_000 };

    private static RollInstance Done(int index, long healthyForMs) => Behind(index) with { Phase = RollPhase.Done, HealthyForMs = healthyForMs };

    private static RollInstance Failed(int index, long forMs) => Behind(index) with { Phase = RollPhase.Failed, FailedForMs = forMs };

    private static OutPoint Node(int index) => new(TxId.Zero, (uint)index);
}
