using Flux.Chain.Mempool;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests.Mempool;

public sealed class EscrowSpendTests : IDisposable
{
    private const int Blocks = 12;
    private const long Value = 12_000_000;

    private readonly TemporaryDirectory _directory = new();
    private readonly ScenarioChain _scenario = new(TestNetworks.Quick, TestNetworks.QuickLimits);
    private Transaction _payment = null!;

    public void Dispose() => _directory.Dispose();

    private OutPoint Escrow => new(_payment.Id, 0);

    [Fact]
    public async Task A_spend_needs_an_expiry_height()
    {
        await using var node = await OpenAsync();

        (await node.SubmitAsync(Refund(1_000_000, expiry: 0))).Verdict.Message.ShouldBe("escrow-spend-needs-expiry");
    }

    [Fact]
    public async Task A_spend_is_judged_with_the_worth_at_its_expiry_height()
    {
        await using var node = await OpenAsync();
        var expiry = (uint)_scenario.Height + 6;
        var worthThen = _scenario.Shadow.Coins[Escrow].WorthAt((int)expiry);

        (await node.SubmitAsync(Refund(worthThen + 1, expiry))).Verdict.Message.ShouldBe("escrow-spend-worth-at-expiry");
        (await node.SubmitAsync(Refund(worthThen - 5_000, expiry))).Kind.ShouldBe(PoolResultKind.Accepted);

        node.Mempool.Snapshot.Entries[0].Fee.ShouldBe(new Amount(5_000));
    }

    [Fact]
    public async Task A_block_pays_the_miner_what_the_coin_is_worth_then()
    {
        await using var node = await OpenAsync();
        var expiry = (uint)_scenario.Height + 6;
        var paid = _scenario.Shadow.Coins[Escrow].WorthAt((int)expiry) - 5_000;
        await node.SubmitAsync(Refund(paid, expiry));

        var template = await node.BuildTemplateAsync(_scenario.Miner.Script, new(), TestContext.Current.CancellationToken);

        template.Fees.ShouldBe(new Amount(_scenario.Shadow.Coins[Escrow].WorthAt(_scenario.Height + 1) - paid));
        _scenario.Judge(template.Block).IsOk.ShouldBeTrue();
        (await node.SubmitAsync(template.Block)).IsConnected.ShouldBeTrue();
    }

    [Fact]
    public async Task A_spend_that_would_outlive_the_coin_is_refused()
    {
        await using var node = await OpenAsync();
        var runsOut = (uint)(_scenario.Coins.Find(Escrow)!.Value.Height + Blocks);

        (await node.SubmitAsync(Refund(1_000, runsOut))).Verdict.Message.ShouldBe("escrow-spend-worth-at-expiry");
    }

    [Fact]
    public async Task Refuses_a_payment_with_a_senseless_memo()
    {
        await using var node = await OpenAsync();
        var coin = _scenario.Spendable(_scenario.Miner)[0];
        var careless = TestTransactions.Pay([coin], [_scenario.Miner],
            [new TxOutput(coin.Output.Value - new Amount(10_000), TestTransactions.EscrowScript), TestTransactions.MemoOutput("my app")]);

        (await node.SubmitAsync(careless)).Verdict.Message.ShouldBe("bad-txns-escrow");
    }

    [Fact]
    public async Task A_waiting_payment_can_be_taken_back_at_once()
    {
        await using var node = await OpenAsync();
        var waiting = Pay(1);
        await node.SubmitAsync(waiting);
        var refund = TestTransactions.Pay([(new OutPoint(waiting.Id, 0), new TxOutput(new Amount(Value), _scenario.Miner.Script))],
            [_scenario.Miner], [new TxOutput(new Amount(6_000_000), _scenario.Miner.Script)], (uint)_scenario.Height + 5);

        (await node.SubmitTransactionAsync(refund, TransactionOrigin.Peer, allowAbsurdFee: true, TestContext.Current.CancellationToken)).Kind.ShouldBe(PoolResultKind.Accepted);

        var template = await node.BuildTemplateAsync(_scenario.Miner.Script, new(), TestContext.Current.CancellationToken);
        template.Transactions.Length.ShouldBe(2);
        (await node.SubmitAsync(template.Block)).IsConnected.ShouldBeTrue();
        (await node.CountAsync()).AreConsistent.ShouldBeTrue();
    }

    private Transaction Refund(long paid, uint expiry) => TestTransactions.Pay(
        [(Escrow, new TxOutput(new Amount(Value), _scenario.Miner.Script))], [_scenario.Miner], [new TxOutput(new Amount(paid), _scenario.Miner.Script)], expiry);

    private Transaction Pay(int coin)
    {
        var spent = _scenario.Spendable(_scenario.Miner)[coin];
        return TestTransactions.Pay([spent], [_scenario.Miner],
        [
            new TxOutput(new Amount(Value), TestTransactions.EscrowScript),
            TestTransactions.MemoOutput(TestTransactions.EscrowMemo("app", Blocks)),
            new TxOutput(spent.Output.Value - new Amount(Value + 1_000), _scenario.Miner.Script),
        ]);
    }

    private async Task<ChainNode> OpenAsync()
    {
        _scenario.MineMany(10);
        _payment = Pay(0);
        _scenario.Mine(_payment);
        _scenario.Mine();
        var node = await TestNode.OpenAsync(_directory.Path);
        await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));
        return node;
    }
}
