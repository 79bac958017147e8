using Flux.Mining.Solver;

namespace Flux.Mining.Tests.Solver;

public class CrewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Every_unit_of_a_phase_is_done_once_before_the_next_begins(int workers)
    {
        var done = new int[3, 100];
        var early = 0;
        new Crew(workers, 3, _ => 100, phase => CheckBefore(phase), (phase, _, unit) => Interlocked.Increment(ref done[phase, unit])).Run(CancellationToken.None);
        early.ShouldBe(0);
        done.Cast<int>().ShouldAllBe(times => times == 1);

        void CheckBefore(int phase)
        {
            for (var unit = 0; phase > 0 && unit < 100; unit++) early += 1 - done[phase - 1, unit];
        }
    }

    [Fact]
    public void After_a_cancellation_each_worker_ends_its_unit_and_begins_no_other()
    {
        using var stop = new CancellationTokenSource();
        var begun = 0;
        Should.Throw<OperationCanceledException>(() => new Crew(4, 3, _ => 10_000, _ => { }, (_, _, _) =>
        {
            stop.Cancel();
            Interlocked.Increment(ref begun);
        }).Run(stop.Token));
        begun.ShouldBeInRange(1, 4);
    }

    [Fact]
    public void A_failure_of_one_worker_reaches_the_caller_and_nobody_waits_for_ever() =>
        Should.Throw<InvalidDataException>(() => new Crew(4, 3, _ => 100, _ => { }, (phase, _, unit) =>
        {
            if (phase == 1 && unit == 50) throw new InvalidDataException();
        }).Run(CancellationToken.None));
}
