using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Tests.Docker;

public sealed class LogsAndStatsTests(EngineFixture fixture) : EngineTest(fixture)
{
    [Fact]
    public async Task Reads_both_streams_with_times_and_respects_the_tail()
    {
        var (keeper, id) = await RunAsync("for i in 1 2 3; do echo line $i; done; echo oops >&2; sleep 1000");
        await EventuallyAsync(async () => (await LinesAsync(keeper, id, new LogQuery { Tail = null })).Count == 4, "four lines");
        var all = await LinesAsync(keeper, id, new LogQuery { Tail = null });
        all.Where(line => !line.Error).Select(line => line.Text).ShouldBe(["line 1", "line 2", "line 3"]);
        all.Single(line => line.Error).Text.ShouldBe("oops");
        all.ShouldAllBe(line => line.Time != null);
        (await LinesAsync(keeper, id, new LogQuery { Tail = 1 })).Count.ShouldBe(1);
        (await LinesAsync(keeper, id, new LogQuery { Since = all[^1].Time!.Value.AddSeconds(5) })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Follows_until_the_container_ends()
    {
        var (keeper, id) = await RunAsync("trap 'echo bye; exit 0' TERM; echo hello; while true; do sleep 0.05; done");
        var opened = await keeper.Engine.Logs.OpenAsync(id, new LogQuery { Follow = true }, Cancel);
        var seen = new List<string>();
        await foreach (var line in opened.Value!.WithCancellation(Cancel))
        {
            seen.Add(line.Text);
            if (line.Text == "hello") _ = keeper.SetRunningAsync(new ComponentId("talk", "web"), false, Cancel);
        }

        seen.ShouldBe(["hello", "bye"]);
    }

    [Fact]
    public async Task A_log_of_nothing_is_a_typed_fault()
    {
        var keeper = await StartedKeeperAsync();
        (await keeper.Engine.Logs.OpenAsync(new string('0', 64), new LogQuery(), Cancel)).Fault!.Kind.ShouldBe(EngineFaultKind.NotFound);
    }

    [Fact]
    public async Task Samples_what_a_container_uses()
    {
        var (keeper, id) = await RunAsync("sleep 1000");
        var usage = (await keeper.Engine.Stats.ReadAsync(id, Cancel)).Value;
        usage.MemoryBytes.ShouldBeInRange(1, 32 << 20);
        usage.MemoryLimitBytes.ShouldBe(32 << 20);
        usage.Processes.ShouldBeGreaterThan(0);
        (await keeper.Engine.Stats.ReadJsonAsync(id, Cancel)).Value!.ShouldContain("\"memory_stats\"");
    }

    private async Task<(InstanceKeeper Keeper, string Container)> RunAsync(string script)
    {
        var keeper = await StartedKeeperAsync();
        var outcome = await keeper.InstallAsync(App("talk", Web("web") with { Command = ["/bin/sh", "-c", script] }), null, Cancel);
        outcome.Failure.ShouldBeNull();
        return (keeper, outcome.Status!.Components[0].ContainerId!);
    }

    private static async Task<List<LogLine>> LinesAsync(InstanceKeeper keeper, string id, LogQuery query)
    {
        var opened = await keeper.Engine.Logs.OpenAsync(id, query, Cancel);
        var lines = new List<LogLine>();
        await foreach (var line in opened.Value!.WithCancellation(Cancel)) lines.Add(line);
        return lines;
    }
}
