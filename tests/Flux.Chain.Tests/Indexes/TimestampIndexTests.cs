using Flux.TestKit;

namespace Flux.Chain.Tests.Indexes;

public sealed class TimestampIndexTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Follows_the_main_chain_through_reorganisations()
    {
        var storm = new StormBlocks(seed: 21, steps: 80);
        await using var node = await TestNode.OpenAsync(TestNode.Options(_directory.Path) with { TimestampIndex = true });
        await node.SubmitAllAsync(storm.All);

        var blocks = (await node.BlocksBetweenAsync(0, uint.MaxValue, TestContext.Current.CancellationToken))!;

        blocks.Select(block => block.Hash).ShouldBe(TestNode.MainChain(node).Select(block => block.Hash));
        blocks.Zip(blocks.Skip(1)).ShouldAllBe(pair => pair.First.LogicalTime < pair.Second.LogicalTime);
    }

    [Fact]
    public async Task Takes_from_and_leaves_before()
    {
        var scenario = new ScenarioChain(TestNetworks.Quick, TestNetworks.QuickLimits);
        scenario.MineMany(10);
        await using var node = await TestNode.OpenAsync(TestNode.Options(_directory.Path) with { TimestampIndex = true });
        await node.SubmitAllAsync(TestNode.BlocksOf(scenario));
        var (from, before) = (node.HeaderAt(3)!.Time, node.HeaderAt(6)!.Time);

        var blocks = (await node.BlocksBetweenAsync(from, before, TestContext.Current.CancellationToken))!;

        blocks.Select(block => block.Hash).ShouldBe([node.HeaderAt(3)!.Hash, node.HeaderAt(4)!.Hash, node.HeaderAt(5)!.Hash]);
    }

    [Fact]
    public async Task Is_null_when_it_is_off()
    {
        await using var node = await TestNode.OpenAsync(_directory.Path);

        (await node.BlocksBetweenAsync(0, uint.MaxValue, TestContext.Current.CancellationToken)).ShouldBeNull();
    }
}
