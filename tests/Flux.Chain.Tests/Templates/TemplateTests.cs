using Flux.Chain.Mempool;
using Flux.Chain.Templates;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests.Templates;

public sealed class TemplateTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ScenarioChain _scenario = new(TestNetworks.Quick, TestNetworks.QuickLimits);
    private readonly TestKey _miner = TestKey.Of("template miner");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task An_empty_template_is_a_valid_block()
    {
        await using var node = await OpenAsync(5);

        var template = await TemplateAsync(node);

        template.Height.ShouldBe(6);
        template.Block.Transactions.Length.ShouldBe(1);
        (await node.TestBlockAsync(template.Block, TestContext.Current.CancellationToken)).IsOk.ShouldBeTrue();
        (await node.SubmitAsync(template.Block)).IsConnected.ShouldBeTrue();
    }

    [Fact]
    public async Task Takes_waiting_transactions_and_pays_their_fees_to_the_miner()
    {
        await using var node = await OpenAsync(10);
        var payment = Spend(0, fee: 5_000);
        (await node.SubmitAsync(payment)).Kind.ShouldBe(PoolResultKind.Accepted);

        var template = await TemplateAsync(node);

        template.Fees.ShouldBe(new Amount(5_000));
        template.Block.Transactions[1].Id.ShouldBe(payment.Id);
        template.Block.Transactions[0].Outputs[0].Value.ShouldBe(new Amount(_scenario.Shadow.MinerPart() + 5_000));
        _scenario.Judge(template.Block).IsOk.ShouldBeTrue();
        (await node.SubmitAsync(template.Block)).IsConnected.ShouldBeTrue();
        node.Mempool.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Prefers_the_package_that_pays_more_per_byte()
    {
        await using var node = await OpenAsync(10);
        var poor = Spend(0, fee: 1_000);
        var rich = Spend(1, fee: 90_000);
        await node.SubmitAsync(poor);
        await node.SubmitAsync(rich);

        var template = await TemplateAsync(node, new TemplateOptions { MostBytes = 4_000 + rich.Size });

        template.Transactions.Select(entry => entry.Transaction.Id).ShouldBe([rich.Id]);
    }

    [Fact]
    public async Task A_child_that_pays_well_brings_its_parent_along()
    {
        await using var node = await OpenAsync(10);
        var parent = Spend(0, fee: 1_000);
        var child = TestTransactions.Pay(
            [(new OutPoint(parent.Id, 0), parent.Outputs[0])], [_scenario.Miner], [parent.Outputs[0] with { Value = parent.Outputs[0].Value - new Amount(200_000) }]);
        var rival = Spend(1, fee: 20_000);
        foreach (var transaction in new[] { parent, child, rival }) (await node.SubmitAsync(transaction)).Kind.ShouldBe(PoolResultKind.Accepted);

        var template = await TemplateAsync(node, new TemplateOptions { MostBytes = 4_000 + parent.Size + child.Size });

        template.Transactions.Select(entry => entry.Transaction.Id).ShouldBe([parent.Id, child.Id]);
        template.Transactions[1].Depends.ShouldBe([1]);
    }

    [Fact]
    public async Task A_burst_stamps_each_block_one_spacing_after_its_parent()
    {
        await using var node = await OpenAsync(3);
        var parent = node.Snapshot.Tip.Time;

        (await TemplateAsync(node)).Block.Header.Time.ShouldBe(parent + (uint)TestNetworks.Quick.Work.Spacing);
    }

    [Fact]
    public async Task Does_not_stamp_ahead_of_the_clock()
    {
        _scenario.MineMany(20);
        var now = DateTimeOffset.FromUnixTimeSeconds(_scenario.Ancestry.At(20).Time + 1);
        await using var node = await TestNode.OpenAsync(TestNode.Options(_directory.Path), new StandingClock(now));
        await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));

        (await TemplateAsync(node)).Block.Header.Time.ShouldBe((uint)now.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task A_senseless_wish_fails_alone()
    {
        await using var node = await OpenAsync(3);

        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => TemplateAsync(node, new TemplateOptions { CoinbaseExtra = new byte[81] }));

        (await node.SubmitAsync((await TemplateAsync(node)).Block)).IsConnected.ShouldBeTrue();
    }

    [Fact]
    public async Task Refuses_to_judge_a_block_that_does_not_follow_the_tip()
    {
        await using var node = await OpenAsync(3);
        var stale = _scenario.Blocks.First();

        (await node.TestBlockAsync(stale, TestContext.Current.CancellationToken)).Message.ShouldBe("inconclusive-not-best-prevblk");
    }

    [Fact]
    public async Task Mines_a_life_of_nodes_from_templates_alone()
    {
        await using var node = await OpenAsync(20);
        var (owner, operatorKey) = (TestKey.Of("owner"), TestKey.Of("operator"));
        var collateral = TestTransactions.Pay([_scenario.Spendable(_scenario.Miner)[0]], [_scenario.Miner],
            [new TxOutput(new Amount(TestNetworks.QuickLimits.Collateral[0]), owner.Script), new TxOutput(new Amount(60_00000000), _scenario.Miner.Script)]);
        await node.SubmitAsync(collateral);
        await MineAsync(node, TestNetworks.QuickLimits.Depth + 1);
        var outPoint = new OutPoint(collateral.Id, 0);
        var now = (uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        (await node.SubmitAsync(TestTransactions.Start(outPoint, owner, operatorKey, now))).Kind.ShouldBe(PoolResultKind.Accepted);
        await MineAsync(node, 1);
        (await node.SubmitAsync(TestTransactions.Confirm(outPoint, operatorKey, update: false, now))).Kind.ShouldBe(PoolResultKind.Accepted);
        await MineAsync(node, 2);

        node.Snapshot.Ledger.Nodes.Find(outPoint)!.LastPaidHeight.ShouldBe(node.Snapshot.Height);
        (await node.CountAsync()).AreConsistent.ShouldBeTrue();
    }

    private static async Task MineAsync(ChainNode node, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var template = await node.BuildTemplateAsync(TestKey.Of("template miner").Script, new TemplateOptions(), TestContext.Current.CancellationToken);
            (await node.SubmitAsync(template.Block)).IsConnected.ShouldBeTrue();
        }
    }

    private Task<BlockTemplate> TemplateAsync(ChainNode node, TemplateOptions? options = null) =>
        node.BuildTemplateAsync(_miner.Script, options ?? new TemplateOptions(), TestContext.Current.CancellationToken);

    private async Task<ChainNode> OpenAsync(int blocks)
    {
        _scenario.MineMany(blocks);
        var node = await TestNode.OpenAsync(_directory.Path);
        await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));
        return node;
    }

    private Transaction Spend(int coin, long fee)
    {
        var spent = _scenario.Spendable(_scenario.Miner)[coin];
        return TestTransactions.Pay([spent], [_scenario.Miner], [new TxOutput(spent.Output.Value - new Amount(fee), _scenario.Miner.Script)]);
    }
}
