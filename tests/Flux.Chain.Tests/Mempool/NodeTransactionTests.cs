using Flux.Chain.Mempool;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests.Mempool;

public sealed class NodeTransactionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ScenarioChain _scenario = new(TestNetworks.Quick, TestNetworks.QuickLimits);
    private readonly TestKey _owner = TestKey.Of("owner");
    private readonly TestKey _operator = TestKey.Of("operator");
    private OutPoint _collateral;

    public void Dispose() => _directory.Dispose();

    private static uint Now => (uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    [Fact]
    public async Task A_newer_start_takes_the_place_of_an_older_one()
    {
        await using var node = await OpenAsync();
        var (older, newer) = (Start(Now - 60), Start(Now));

        (await node.SubmitAsync(older)).Kind.ShouldBe(PoolResultKind.Accepted);
        (await node.SubmitAsync(newer)).Kind.ShouldBe(PoolResultKind.Accepted);

        node.Mempool.Snapshot.Entries.Select(entry => entry.Id).ShouldBe([newer.Id]);
        node.Mempool.FluxNodeTransactionOf(_collateral)!.Id.ShouldBe(newer.Id);
        (await node.SubmitAsync(older)).Verdict.Message.ShouldBe("fluxnode-tx-outpoint-sigTime-older-cant-replace");
    }

    [Fact]
    public async Task Refuses_a_start_that_was_signed_too_long_ago()
    {
        await using var node = await OpenAsync();

        (await node.SubmitAsync(Start(Now - 3_700))).Verdict.Message.ShouldBe("fluxnode-tx-sig-to-old");
    }

    [Fact]
    public async Task Refuses_a_start_that_somebody_else_signed()
    {
        await using var node = await OpenAsync();
        var forged = TestTransactions.Start(_collateral, _owner, _operator, Now, signer: _operator);

        (await node.SubmitAsync(forged)).Kind.ShouldBe(PoolResultKind.Refused);
        node.Mempool.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Refuses_a_confirm_before_the_start_is_in_the_chain()
    {
        await using var node = await OpenAsync();
        await node.SubmitAsync(Start(Now));

        (await node.SubmitAsync(Confirm(update: false, Now + 1))).Kind.ShouldBe(PoolResultKind.Refused);
    }

    [Fact]
    public async Task Drops_an_update_that_comes_too_soon()
    {
        await using var node = await OpenAsync();
        await node.SubmitAllAsync([_scenario.Mine(Start(Now)), _scenario.Mine(Confirm(update: false, Now)), _scenario.Mine()]);

        var result = await node.SubmitAsync(Confirm(update: true, Now));

        result.Kind.ShouldBe(PoolResultKind.Dropped);
        node.Mempool.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Lets_go_of_a_start_whose_collateral_a_block_spends()
    {
        await using var node = await OpenAsync();
        await node.SubmitAsync(Start(Now));
        var spend = TestTransactions.Pay(
            [(_collateral, _scenario.Coins.Find(_collateral)!.Value.Output)], [_owner], [new TxOutput(new Amount(90_00000000), _owner.Script)]);

        await node.SubmitAllAsync([_scenario.Mine(spend)]);

        node.Mempool.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_start_comes_back_when_its_block_is_abandoned()
    {
        await using var node = await OpenAsync();
        var start = Start(Now);
        await node.SubmitAllAsync([_scenario.Mine(start)]);
        _scenario.Disconnect();

        await node.SubmitAllAsync([_scenario.Mine(), _scenario.Mine()]);

        node.Mempool.Find(start.Id).ShouldNotBeNull();
        (await node.SubmitAsync(start)).Kind.ShouldBe(PoolResultKind.Known);
    }

    [Fact]
    public async Task Stands_before_a_spend_of_its_collateral_in_a_template()
    {
        await using var node = await OpenAsync();
        var spend = TestTransactions.Pay(
            [(_collateral, _scenario.Coins.Find(_collateral)!.Value.Output)], [_owner], [new TxOutput(new Amount(90_00000000), _owner.Script)]);
        await node.SubmitTransactionAsync(spend, TransactionOrigin.Own, allowAbsurdFee: true, TestContext.Current.CancellationToken);
        var start = Start(Now);
        await node.SubmitAsync(start);

        var template = await node.BuildTemplateAsync(_owner.Script, new(), TestContext.Current.CancellationToken);

        template.Transactions.Select(entry => entry.Transaction.Id).ShouldBe([start.Id, spend.Id]);
        (await node.SubmitAsync(template.Block)).IsConnected.ShouldBeTrue();
    }

    private Transaction Start(uint time) => TestTransactions.Start(_collateral, _owner, _operator, time);

    private Transaction Confirm(bool update, uint time) => TestTransactions.Confirm(_collateral, _operator, update, time, tier: 1);

    private async Task<ChainNode> OpenAsync()
    {
        _scenario.MineMany(10);
        var coin = _scenario.Spendable(_scenario.Miner)[0];
        var lockUp = TestTransactions.Pay([coin], [_scenario.Miner],
            [new TxOutput(new Amount(TestNetworks.QuickLimits.Collateral[0]), _owner.Script), new TxOutput(new Amount(50_00000000), _scenario.Miner.Script)]);
        _scenario.Mine(lockUp);
        _scenario.MineMany(TestNetworks.QuickLimits.Depth);
        _collateral = new OutPoint(lockUp.Id, 0);
        var node = await TestNode.OpenAsync(_directory.Path);
        await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));
        return node;
    }
}
