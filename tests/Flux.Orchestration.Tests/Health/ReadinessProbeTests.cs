using System.Collections.Immutable;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Health;
using Flux.Orchestration.Instances;
using Flux.TestKit;

namespace Flux.Orchestration.Tests.Health;

/// <summary>How waiting for a container ends, to the millisecond of a clock that only the test moves.</summary>
public sealed class ReadinessProbeTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1), Longest = TimeSpan.FromMinutes(1);
    private readonly SteppedTime _time = new();

    [Theory]
    // Ended at 0 s and started again after 200 ms: that run lasts until the deadline.
    [InlineData(2_000, ReadinessKind.Ended, "exited with code 3")]
    [InlineData(2_200, ReadinessKind.Silent, "does not answer on tcp port 80")]
    public async Task One_that_was_started_again_within_two_seconds_of_the_deadline_keeps_ending_and_is_not_silent(int deadlineMs, object kind, string detail)
    {
        var runs = new ScriptedRuns(_time, [TimeSpan.Zero, null], exitCode: 3);

        (await WaitAsync(runs, deadlineMs, port: 80)).ShouldBe(new Readiness((ReadinessKind)kind, detail));

        runs.Starts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task One_that_never_ended_is_silent_however_soon_the_deadline_comes()
    {
        var found = await WaitAsync(new ScriptedRuns(_time, [null], exitCode: 3), 1_000, port: 80);

        found.Kind.ShouldBe(ReadinessKind.Silent);
    }

    [Fact]
    public async Task One_that_keeps_ending_is_started_again_four_times_after_longer_and_longer_pauses()
    {
        var runs = new ScriptedRuns(_time, [TimeSpan.Zero], exitCode: 3);

        (await WaitAsync(runs, 30_000, port: 80)).ShouldBe(new Readiness(ReadinessKind.Ended, "exited with code 3"));

        runs.Starts.Select(start => start.TotalMilliseconds).ShouldBe([0, 200, 700, 1_700, 3_700]);
    }

    [Fact]
    public async Task After_the_deadline_nothing_is_started_again()
    {
        var runs = new ScriptedRuns(_time, [TimeSpan.Zero], exitCode: 3);

        (await WaitAsync(runs, 600, port: 80)).Kind.ShouldBe(ReadinessKind.Ended);

        runs.Starts.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(0, ReadinessKind.Finished)]
    [InlineData(1, ReadinessKind.Ended)]
    public async Task An_end_without_an_error_is_a_job_that_is_done(int exitCode, object kind) =>
        (await WaitAsync(new ScriptedRuns(_time, [TimeSpan.FromMilliseconds(500)], exitCode), 3_000, port: 80)).Kind.ShouldBe((ReadinessKind)kind);

    [Fact]
    public async Task One_that_cannot_be_started_again_is_told_with_the_engines_words()
    {
        var runs = new ScriptedRuns(_time, [TimeSpan.Zero], exitCode: 3) { Fault = new EngineFault(EngineFaultKind.Conflict, "no space left on device") };

        (await WaitAsync(runs, 30_000, port: 80)).ShouldBe(new Readiness(ReadinessKind.Ended, "no space left on device"));
    }

    // The second one is started at 700 ms, so that the deadline comes while it settles.
    [Theory]
    [InlineData(30_000)]
    [InlineData(750)]
    public async Task One_without_a_port_is_ready_when_it_has_run_for_a_moment(int deadlineMs)
    {
        var runs = new ScriptedRuns(_time, [TimeSpan.Zero, TimeSpan.Zero, null], exitCode: 3);

        (await WaitAsync(runs, deadlineMs, port: null)).Kind.ShouldBe(ReadinessKind.Ready);

        (_time.GetUtcNow() - new SteppedTime().GetUtcNow()).TotalMilliseconds.ShouldBeInRange(850, 950);
    }

    // Off the runner's synchronisation context, so that whatever waits for the clock goes on within the step that ends its wait.
    private Task<Readiness> WaitAsync(ScriptedRuns runs, int deadlineMs, int? port) => Task.Run(async () =>
    {
        var probe = new ReadinessProbe(runs, TimeSpan.FromMilliseconds(deadlineMs), _time);
        var waiting = probe.WaitAsync("c", Component(port), "network", CancellationToken.None);
        for (var gone = TimeSpan.Zero; !waiting.IsCompleted && gone < Longest; gone += Step) _time.Advance(Step);
        waiting.IsCompleted.ShouldBeTrue($"it waits for ever, or not for the clock; {runs.Starts.Count} runs");
        return await waiting;
    });

    private static DesiredComponent Component(int? port) => new()
    {
        Name = "web",
        Image = "image:1",
        Ports = port is { } one ? ImmutableArray.Create(new PublishedPort(31_000, one)) : [],
        Limits = new ResourceLimits { NanoCpus = 1, MemoryBytes = 1, VolumeBytes = 1 },
    };
}
