using Flux.Chain.Selection;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests.Selection;

/// <summary>Headers whose blocks never come, of which a peer can make as many as it pays work for.</summary>
public sealed class LoneHeadersTests : IDisposable
{
    private const int MostInMemory = 2 * HeaderTree.DefaultWindow;

    private readonly TemporaryDirectory _directory = new();
    private readonly ScenarioChain _scenario = new(TestNetworks.Quick, TestNetworks.QuickLimits);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Memory_lets_go_of_weak_ones_and_a_better_branch_among_them_still_wins()
    {
        _scenario.MineMany(40);
        var first = TestNode.BlocksOf(_scenario);
        for (var i = 0; i < 39; i++) _scenario.Disconnect();
        var draft = _scenario.Draft();
        _scenario.Connect((draft with { Header = draft.Header with { Time = draft.Header.Time + 1 } }).Seal());
        _scenario.MineMany(58);
        var better = TestNode.BlocksOf(_scenario);
        await using var node = await TestNode.OpenAsync(_directory.Path);
        await node.SubmitAllAsync(first);
        await node.SubmitHeadersAsync([.. better.Take(30)]);
        await AddSiblingsAsync(node, first, MostInMemory + 500);
        node.Tips().Count.ShouldBeGreaterThan(MostInMemory);

        await node.FlushAsync(TestContext.Current.CancellationToken);

        node.Tips().ShouldHaveSingleItem().Entry.Hash.ShouldBe(first[^1].Hash);
        node.FindHeader(better[29].Hash).ShouldNotBeNull("it is on the disk");
        await node.SubmitHeadersAsync([.. better]);
        foreach (var block in better.Reverse()) await node.SubmitAsync(block);
        node.Snapshot.Tip.Hash.ShouldBe(better[^1].Hash);
    }

    [Fact]
    public async Task Memory_lets_go_of_all_where_they_have_more_work_than_the_tip_but_no_blocks()
    {
        _scenario.MineMany(3);
        var blocks = TestNode.BlocksOf(_scenario);
        await using var node = await TestNode.OpenAsync(_directory.Path);
        await node.SubmitAllAsync(blocks[..1]);
        await AddSiblingsAsync(node, blocks[1..2], MostInMemory + 500);

        await node.FlushAsync(TestContext.Current.CancellationToken);

        node.Tips().ShouldHaveSingleItem();
        await node.SubmitAllAsync(blocks[1..]);
        node.Snapshot.Tip.Hash.ShouldBe(blocks[^1].Hash);
    }

    /// <summary>Headers that differ from those of blocks in their nonce only; these networks want no work.</summary>
    private static async Task AddSiblingsAsync(ChainNode node, IReadOnlyList<Block> blocks, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var nonce = new byte[Hash256.Size];
            BitConverter.TryWriteBytes(nonce, i + 1);
            var header = blocks[i % blocks.Count].Header with { Nonce = new Hash256(nonce) };
            (await node.SubmitHeadersAsync([header], TestContext.Current.CancellationToken)).Added.ShouldBe(1);
        }
    }
}
