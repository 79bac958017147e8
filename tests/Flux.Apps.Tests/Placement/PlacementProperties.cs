using System.Collections.Immutable;
using CsCheck;
using Flux.Apps.Placement;
using Flux.Primitives;

namespace Flux.Apps.Tests.Placement;

/// <summary>A simulated group of nodes that all see the same: the rules alone must bring it to the wanted number and leave it there.</summary>
public sealed class PlacementProperties
{
    private const int Wanted = 3;
    private const int Nodes = 9;
    private const long Step = 500;

    [Fact]
    public void From_any_state_exactly_the_wanted_number_ends_up_running() =>
        Gen.Select(Gen.Bool.Array[Nodes], Gen.Bool.Array[Nodes]).Where((alive, _) => alive.Count(a => a) >= Wanted).Sample((alive, running) =>
        {
            var final = Simulate(alive, running, steps: 400);
            final.Count(runs => runs).ShouldBe(Wanted);
        });

    [Fact]
    public void A_settled_group_changes_nothing() => Gen.Bool.Array[Nodes].Where(running => running.Count(r => r) == Wanted).Sample(running =>
        Simulate([.. Enumerable.Repeat(true, Nodes)], running, steps: 100).ShouldBe(running));

    [Fact]
    public void Fewer_nodes_than_wanted_all_run() => Gen.Int[0, Nodes - 1].Sample(alive =>
        Simulate([.. Enumerable.Range(0, Nodes).Select(i => i == alive)], new bool[Nodes], steps: 20)[alive].ShouldBeTrue());

    private static bool[] Simulate(bool[] alive, bool[] running, int steps)
    {
        var now = running.Select((runs, i) => runs && alive[i]).ToArray();
        var since = new long[Nodes];
        long vacant = 0;
        for (var step = 1; step <= steps; step++)
        {
            var facts = Observe(alive, now, since, step * Step, vacant);
            var actions = Enumerable.Range(0, Nodes).Select(i => alive[i]
                ? PlacementDecision.Decide(facts with { Self = Node(i) }, PlacementTiming.Default).Action
                : PlacementAction.Wait).ToArray();
            for (var i = 0; i < Nodes; i++)
            {
                if (actions[i] is not (PlacementAction.Start or PlacementAction.Stop)) continue;
                now[i] = actions[i] == PlacementAction.Start;
                since[i] = step * Step;
            }
            vacant = now.Count(runs => runs) < Wanted ? vacant + Step : 0;
        }
        return now;
    }

    private static PlacementFacts Observe(bool[] alive, bool[] running, long[] since, long clock, long vacant) => new(
        Node(0),
        Wanted,
        [
            .. Enumerable.Range(0, Nodes).Select(i => new InstanceFacts
            {
                Node = Node(i),
                Rank = i,
                State = running[i] ? InstanceState.Running : InstanceState.Idle,
                ReachedAgoMs = alive[i] ? 50 : null,
                HealthyForMs = running[i] ? clock - since[i] : 0,
            }),
        ],
        clock,
        vacant);

    private static OutPoint Node(int index) => new(TxId.Zero, (uint)index);
}
