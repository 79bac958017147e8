using CsCheck;
using Flux.Apps.Rolls;
using Flux.Primitives;

namespace Flux.Apps.Tests.Rolls;

/// <summary>A simulated group whose nodes see the same a step late: the rules alone must bring everyone over, one after another.</summary>
public sealed class RollProperties
{
    private const long Step = 1_000;
    private const int Samples = 60;

    /// <summary>What becomes of a node that goes over.</summary>
    private enum Fate
    {
        Healthy,
        Fails,
        Hangs,
        Dead,
    }

    private static readonly Gen<Fate[]> Fates = Gen.Enum<Fate>().Array[1, 6];

    [Fact]
    public void Never_are_two_that_live_and_work_going_over_at_once() => Gen.Select(Fates, Gen.Int[1, 20]).Sample((fates, steps) =>
    {
        var group = new Group(fates, steps);
        for (var i = 0; i < 5_000 && !group.IsOver; i++)
        {
            group.Next();
            group.Switching(Fate.Healthy, Fate.Fails).ShouldBeLessThanOrEqualTo(1);
        }
    }, iter: Samples);

    [Fact]
    public void Everyone_who_can_goes_over_in_bounded_time_whoever_is_dead_hangs_or_fails() => Gen.Select(Fates, Gen.Int[1, 20]).Sample((fates, steps) =>
    {
        var group = new Group(fates, steps);
        var longest = fates.Length * (RollTiming.Default.HoldMs + RollTiming.Default.TurnLimitMs * fates.Length);
        while (!group.IsOver && group.Clock < longest) group.Next();
        group.IsOver.ShouldBeTrue();
    }, iter: Samples);

    [Fact]
    public void With_nothing_in_the_way_they_go_in_rank_order() => Gen.Select(Gen.Int[1, 8], Gen.Int[1, 20]).Sample((count, steps) =>
    {
        var group = new Group([.. Enumerable.Repeat(Fate.Healthy, count)], steps);
        while (!group.IsOver) group.Next();
        group.Begun.ShouldBe(Enumerable.Range(0, count));
    });

    [Fact]
    public void A_version_that_works_nowhere_is_tried_by_one_node_in_ten_minutes_each_once_before_any_twice() => Gen.Int[1, 6].Sample(count =>
    {
        var group = new Group([.. Enumerable.Repeat(Fate.Fails, count)], steps: 4);
        while (group.Begun.Count < count) group.Next();
        group.Begun.ShouldBe(Enumerable.Range(0, count));
        group.BegunAt.Zip(group.BegunAt.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First >= RollTiming.Default.HoldMs);
    });

    /// <summary>All nodes decide in the same moment on what they saw of the step before.</summary>
    private sealed class Group(Fate[] fates, int steps)
    {
        private readonly RollPhase[] phase = [.. fates.Select(_ => RollPhase.Behind)];
        private readonly long[] since = new long[fates.Length];
        private readonly Dictionary<(int Observer, OutPoint Awaited), (RollPhase Phase, long From)> awaited = [];

        public long Clock { get; private set; }

        public List<int> Begun { get; } = [];

        public List<long> BegunAt { get; } = [];

        public bool IsOver => fates.Select((fate, i) => fate != Fate.Healthy || phase[i] == RollPhase.Done).All(over => over);

        public int Switching(params Fate[] of) => phase.Where((one, i) => one == RollPhase.Switching && of.Contains(fates[i])).Count();

        public void Next()
        {
            Clock += Step;
            for (var i = 0; i < fates.Length; i++)
            {
                if (phase[i] != RollPhase.Switching || Clock - since[i] < steps * Step || fates[i] == Fate.Hangs) continue;
                (phase[i], since[i]) = (fates[i] == Fate.Healthy ? RollPhase.Done : RollPhase.Failed, Clock);
            }
            var goes = Enumerable.Range(0, fates.Length).Where(Goes).ToList();
            foreach (var i in goes)
            {
                (phase[i], since[i]) = (RollPhase.Switching, Clock);
                Begun.Add(i);
                BegunAt.Add(Clock);
            }
        }

        private bool Goes(int observer)
        {
            if (fates[observer] == Fate.Dead || phase[observer] is RollPhase.Switching or RollPhase.Done) return false;
            var verdict = RollDecision.Decide(FactsOf(observer), RollTiming.Default);
            if (verdict.Awaited is { } first) awaited.TryAdd((observer, first), (phase[(int)first.Index], Clock));
            return verdict.Go;
        }

        private RollFacts FactsOf(int observer) => new(Node(observer),
        [
            .. Enumerable.Range(0, fates.Length).Select(i => new RollInstance
            {
                Node = Node(i),
                Rank = i,
                Phase = phase[i],
                ReachedAgoMs = fates[i] == Fate.Dead ? null : 100,
                HealthyForMs = phase[i] == RollPhase.Switching ? 0 : Clock - since[i] + 1,
                FailedForMs = phase[i] == RollPhase.Failed ? Clock - since[i] : 0,
                AwaitedForMs = AwaitedForMs(observer, i),
            }),
        ]);

        private long AwaitedForMs(int observer, int i)
        {
            var key = (observer, Node(i));
            if (awaited.TryGetValue(key, out var known) && known.Phase != phase[i]) awaited.Remove(key);
            return awaited.TryGetValue(key, out known) ? Clock - known.From : 0;
        }

        private static OutPoint Node(int index) => new(TxId.Zero, (uint)index);
    }
}
