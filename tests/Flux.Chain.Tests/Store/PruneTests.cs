using Flux.Chain.Selection;
using Flux.Chain.Store;
using Flux.TestKit;

namespace Flux.Chain.Tests.Store;

/// <summary>Old blocks go, headers and state stay, and what is kept is enough to reorganise.</summary>
public sealed class PruneTests : IDisposable
{
    private const int Blocks = 420;

    private readonly TemporaryDirectory _directory = new();
    private readonly ScenarioChain _scenario = new(TestNetworks.Quick, TestNetworks.QuickLimits);

    public PruneTests() => _scenario.MineMany(Blocks);

    public void Dispose() => _directory.Dispose();

    private ChainOptions Options => TestNode.Options(_directory.Path) with { TransactionIndex = false, PruneBytes = 60_000, LargestBlockFile = 10_000 };

    [Fact]
    public async Task Deletes_old_blocks_and_keeps_headers_and_state()
    {
        await using (var node = await TestNode.OpenAsync(Options))
        {
            await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));
            await node.FlushAsync(TestContext.Current.CancellationToken);
            await ShouldBePrunedAsync(node);
        }
        File.Exists(_directory.In("blocks/blk00000.dat")).ShouldBeFalse();
        File.Exists(_directory.In("blocks/rev00000.dat")).ShouldBeFalse();

        await using var again = await TestNode.OpenAsync(Options);

        await ShouldBePrunedAsync(again);
        _scenario.MineMany(5);
        await again.SubmitAllAsync(TestNode.BlocksOf(_scenario)[Blocks..]);
        ExpectedState.Of(await again.CountAsync()).ShouldBe(ExpectedState.Of(_scenario));
    }

    [Fact]
    public async Task Goes_back_as_far_as_it_kept_and_says_what_to_do_beyond()
    {
        await using var node = await TestNode.OpenAsync(Options);
        var blocks = TestNode.BlocksOf(_scenario);
        await node.SubmitAllAsync(blocks);
        var cancellation = TestContext.Current.CancellationToken;
        await node.FlushAsync(cancellation);

        (await node.InvalidateAsync(blocks[Blocks - BlockPruner.KeptBlocks].Hash, cancellation)).ShouldBeTrue();
        node.Snapshot.Height.ShouldBe(Blocks - BlockPruner.KeptBlocks);
        await node.ReconsiderAsync(blocks[Blocks - BlockPruner.KeptBlocks].Hash, cancellation);
        ExpectedState.Of(await node.CountAsync()).ShouldBe(ExpectedState.Of(_scenario));

        var refusal = await Should.ThrowAsync<ChainStoreException>(() => node.InvalidateAsync(blocks[3].Hash, cancellation));

        refusal.Fault.ShouldBe(ChainStoreFault.Pruned);
        refusal.Message.ShouldContain("Delete the chain directory");
    }

    [Fact]
    public async Task Finishes_a_deletion_that_a_crash_interrupted()
    {
        await using (var node = await TestNode.OpenAsync(Options)) await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));
        await File.WriteAllBytesAsync(_directory.In("blocks/blk00000.dat"), [1, 2, 3], TestContext.Current.CancellationToken);

        await using var again = await TestNode.OpenAsync(Options);

        File.Exists(_directory.In("blocks/blk00000.dat")).ShouldBeFalse();
        await ShouldBePrunedAsync(again);
    }

    [Fact]
    public async Task Begins_anew_when_it_is_to_be_rebuilt()
    {
        await using (var node = await TestNode.OpenAsync(Options)) await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));

        await using var again = await TestNode.OpenAsync(Options with { Reindex = true });

        again.Snapshot.Height.ShouldBe(0);
        await again.SubmitAllAsync(TestNode.BlocksOf(_scenario));
        ExpectedState.Of(await again.CountAsync()).ShouldBe(ExpectedState.Of(_scenario));
    }

    [Fact]
    public void Excludes_the_transaction_index() =>
        Should.Throw<ArgumentOutOfRangeException>(() => (TestNode.Options(_directory.Path) with { PruneMiB = 1000 }).Validate()).Message.ShouldContain("transaction index");

    private async Task ShouldBePrunedAsync(ChainNode node)
    {
        var blocks = TestNode.BlocksOf(_scenario);
        node.LowestBlock.ShouldBeInRange(50, Blocks - BlockPruner.KeptBlocks);
        node.HeaderAt(node.LowestBlock - 1)!.IsPruned.ShouldBeTrue();
        node.HeaderAt(node.LowestBlock)!.IsPruned.ShouldBeFalse();
        node.ReadBlock(blocks[0].Hash).ShouldBeNull();
        node.ReadUndo(blocks[0].Hash).ShouldBeNull();
        node.ReadHeader(node.HeaderAt(1)!).ShouldBe(blocks[0].Header);
        node.ReadHeader(node.HeaderAt(0)!).Hash.ShouldBe(TestNetworks.Quick.Genesis.Hash);
        node.ReadBlock(blocks[^1].Hash).ShouldNotBeNull();
        ExpectedState.Of(await node.CountAsync()).ShouldBe(ExpectedState.Of(_scenario));
    }
}
