using Flux.Chain.Store;
using Flux.TestKit;

namespace Flux.Chain.Tests.Store;

/// <summary><c>kill -9</c> anywhere: every restart stands at some block with exactly that block's state, and ends like an undisturbed node.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string, int> Points => new(
        from point in CrashPoint.All
        from passing in point.StartsWith("start", StringComparison.Ordinal) ? new[] { 1 } : [1, 3]
        select (point, passing));

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Points))]
    public async Task Survives_a_kill_at(string point, int passing)
    {
        var storm = new StormBlocks(seed: passing + point.Length, steps: 60);
        storm.Save(_directory.In("storm.dat"));

        var died = await CrashChild.DiesAtAsync(_directory.In("chain"), _directory.In("storm.dat"), flushMilliseconds: 0, $"{point}:{passing}");

        died.ShouldBeTrue($"{point} was passed fewer than {passing} times");
        await StandsAtSomeBlockAsync(storm);
        await EndsUndisturbedAsync(storm);
    }

    [Fact]
    public async Task Survives_kills_at_any_moment()
    {
        var storm = new StormBlocks(seed: 77, steps: 60);
        storm.Save(_directory.In("storm.dat"));
        var random = new Random(5);

        for (var i = 0; i < 8; i++)
        {
            await CrashChild.DiesAfterAsync(_directory.In("chain"), _directory.In("storm.dat"), flushMilliseconds: i % 2 * 50, lines: random.Next(0, 40));
            await StandsAtSomeBlockAsync(storm);
        }

        await EndsUndisturbedAsync(storm);
    }

    [Fact]
    public async Task Loses_no_block_that_was_accepted_before_a_kill()
    {
        var storm = new StormBlocks(seed: 3, steps: 30);
        storm.Save(_directory.In("storm.dat"));

        await CrashChild.DiesAtAsync(_directory.In("chain"), _directory.In("storm.dat"), flushMilliseconds: 3_600_000, $"{CrashPoint.FlushBeforeSync}:2");

        // The second flush is the one at the end: everything before it was in memory and in the block files only.
        await using var node = await TestNode.OpenAsync(_directory.In("chain"));
        node.Snapshot.Tip.Hash.ShouldBe(storm.Tip);
    }

    [Fact]
    public async Task Goes_on_with_a_rebuild_that_was_killed()
    {
        var scenario = new ScenarioChain(TestNetworks.Quick, TestNetworks.QuickLimits);
        scenario.MineMany(260);
        await using (var node = await TestNode.OpenAsync(_directory.In("chain"))) await node.SubmitAllAsync(TestNode.BlocksOf(scenario));
        Directory.Delete(_directory.In("chain/chainstate"), recursive: true);
        await File.WriteAllBytesAsync(_directory.In("none.dat"), [], TestContext.Current.CancellationToken);

        (await CrashChild.DiesAtAsync(_directory.In("chain"), _directory.In("none.dat"), flushMilliseconds: 0, $"{CrashPoint.FlushAfterBatch}:2")).ShouldBeTrue();

        await using var again = await TestNode.OpenAsync(_directory.In("chain"));
        ExpectedState.Of(await again.CountAsync()).ShouldBe(ExpectedState.Of(scenario));
    }

    private async Task StandsAtSomeBlockAsync(StormBlocks storm)
    {
        await using var node = await TestNode.OpenAsync(_directory.In("chain"));
        var totals = await node.CountAsync();
        totals.AreConsistent.ShouldBeTrue();
        ExpectedState.Of(totals).ShouldBe(storm.StateAfter(totals.Tip));
    }

    private async Task EndsUndisturbedAsync(StormBlocks storm)
    {
        await using (var node = await TestNode.OpenAsync(_directory.In("chain")))
        {
            await node.SubmitAllAsync(storm.All);
            node.Snapshot.Tip.Hash.ShouldBe(storm.Tip);
            ExpectedState.Of(await node.CountAsync()).ShouldBe(storm.StateAfter(storm.Tip));
        }
        await using (var fresh = await TestNode.OpenAsync(_directory.In("fresh"))) await fresh.SubmitAllAsync(storm.All);
        StoredState.Of(_directory.In("chain")).ShouldBe(StoredState.Of(_directory.In("fresh")));
    }
}
