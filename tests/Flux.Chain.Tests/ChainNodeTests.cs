using Flux.Chain.Store;
using Flux.TestKit;

namespace Flux.Chain.Tests;

public sealed class ChainNodeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ScenarioChain _scenario = new(TestNetworks.Quick, TestNetworks.QuickLimits);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Starts_at_genesis()
    {
        await using var node = await TestNode.OpenAsync(_directory.Path);

        node.Snapshot.Tip.Hash.ShouldBe(TestNetworks.Quick.Genesis.Hash);
        node.Snapshot.Height.ShouldBe(0);
        node.ReadBlock(TestNetworks.Quick.Genesis.Hash)!.ToBytes().ShouldBe(TestNetworks.Quick.Genesis.ToBytes());
        (await node.CountAsync()).Coins.ShouldBe(0);
    }

    [Fact]
    public async Task Connects_blocks_and_agrees_with_the_scenario()
    {
        _scenario.MineMany(30);
        await using var node = await TestNode.OpenAsync(_directory.Path);

        await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));

        node.Snapshot.Tip.Hash.ShouldBe(_scenario.State.Tip);
        node.Snapshot.Ledger.Totals.ShouldBe(_scenario.State.Totals);
        var totals = await node.CountAsync();
        totals.Coins.ShouldBe(_scenario.Coins.All.Count);
        totals.AreConsistent.ShouldBeTrue();
    }

    [Fact]
    public async Task Keeps_everything_over_a_restart()
    {
        _scenario.MineMany(30);
        ChainTotals before;
        await using (var node = await TestNode.OpenAsync(_directory.Path))
        {
            await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));
            before = await node.CountAsync();
        }

        await using var again = await TestNode.OpenAsync(_directory.Path);

        again.Snapshot.Tip.Hash.ShouldBe(_scenario.State.Tip);
        (await again.CountAsync()).ShouldBe(before);
        again.HeaderAt(7)!.Hash.ShouldBe(TestNode.BlocksOf(_scenario)[6].Hash);
        again.ReadBlock(_scenario.State.Tip)!.ToBytes().ShouldBe(_scenario.Blocks.First().ToBytes());
    }

    [Fact]
    public async Task Opens_again_when_there_is_nothing_but_genesis()
    {
        await using (await TestNode.OpenAsync(_directory.Path))
        {
        }

        await using var again = await TestNode.OpenAsync(_directory.Path);

        again.Snapshot.Tip.Hash.ShouldBe(TestNetworks.Quick.Genesis.Hash);
        ExpectedState.Of(await again.CountAsync()).ShouldBe(ExpectedState.Of(_scenario));
    }

    [Fact]
    public async Task Refuses_a_second_program_in_the_same_directory()
    {
        await using var node = await TestNode.OpenAsync(_directory.Path);

        var refusal = await Should.ThrowAsync<ChainStoreException>(() => TestNode.OpenAsync(_directory.Path));

        refusal.Fault.ShouldBe(ChainStoreFault.InUse);
        refusal.Message.ShouldContain(_directory.Path);
    }

    [Fact]
    public async Task Refuses_the_directory_of_another_network()
    {
        await using (await TestNode.OpenAsync(_directory.Path))
        {
        }
        var other = TestNetworks.WithoutWork(Consensus.Networks.NetworkCatalog.Local(TestNetworks.GenesisTime + 1));

        var refusal = await Should.ThrowAsync<ChainStoreException>(() => TestNode.OpenAsync(_directory.Path, other));

        refusal.Fault.ShouldBe(ChainStoreFault.WrongNetwork);
    }

    [Fact]
    public async Task Keeps_a_block_without_its_parent_until_the_parent_comes()
    {
        _scenario.MineMany(3);
        var blocks = TestNode.BlocksOf(_scenario);
        await using var node = await TestNode.OpenAsync(_directory.Path);

        (await node.SubmitAsync(blocks[2])).Kind.ShouldBe(SubmitKind.Orphan);
        (await node.SubmitAsync(blocks[1])).Kind.ShouldBe(SubmitKind.Orphan);
        (await node.SubmitAsync(blocks[0])).Kind.ShouldBe(SubmitKind.Accepted);

        node.Snapshot.Height.ShouldBe(3);
    }

    [Fact]
    public async Task Takes_headers_first_and_says_which_blocks_are_missing()
    {
        _scenario.MineMany(12);
        var blocks = TestNode.BlocksOf(_scenario);
        await using var node = await TestNode.OpenAsync(_directory.Path);

        var headers = await node.SubmitHeadersAsync([.. blocks.Select(block => block.Header)], TestContext.Current.CancellationToken);

        headers.Added.ShouldBe(12);
        headers.Last!.Hash.ShouldBe(blocks[11].Hash);
        node.Snapshot.BestHeader.Height.ShouldBe(12);
        node.Snapshot.IsInitialDownload.ShouldBeTrue();
        node.MissingBlocks(5).Select(entry => entry.Height).ShouldBe([1, 2, 3, 4, 5]);
        foreach (var block in blocks.Reverse()) (await node.SubmitAsync(block)).Kind.ShouldBe(SubmitKind.Accepted);
        node.Snapshot.Height.ShouldBe(12);
        node.MissingBlocks(5).ShouldBeEmpty();
        node.Snapshot.IsInitialDownload.ShouldBeFalse();
    }

    [Fact]
    public async Task Says_duplicate_for_a_known_block()
    {
        _scenario.MineMany(1);
        await using var node = await TestNode.OpenAsync(_directory.Path);

        await node.SubmitAsync(_scenario.Blocks.First());

        (await node.SubmitAsync(_scenario.Blocks.First())).Kind.ShouldBe(SubmitKind.Duplicate);
    }

    [Fact]
    public async Task Names_the_rule_that_a_block_broke_and_remembers_it()
    {
        var draft = _scenario.Draft();
        var greedy = draft with { CoinbaseOutputs = [draft.CoinbaseOutputs[0] with { Value = draft.CoinbaseOutputs[0].Value + new Primitives.Amount(1) }] };
        await using var node = await TestNode.OpenAsync(_directory.Path);

        var result = await node.SubmitAsync(greedy.Seal());

        result.Kind.ShouldBe(SubmitKind.Invalid);
        result.Verdict.Message.ShouldBe("bad-cb-amount");
        (await node.SubmitAsync(greedy.Seal())).Kind.ShouldBe(SubmitKind.DuplicateInvalid);
        node.Snapshot.Height.ShouldBe(0);
    }
}
