using Flux.Chain.Events;
using Flux.Chain.Mempool;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests.Mempool;

public sealed class TransactionPoolTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ScenarioChain _scenario = new(TestNetworks.Quick, TestNetworks.QuickLimits);
    private readonly TestKey _alice = TestKey.Of("alice");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Accepts_a_payment_and_tells_it()
    {
        await using var node = await OpenAsync(10);
        using var subscription = node.Subscribe();
        var payment = Pay(0, fee: 1_000);

        (await node.SubmitAsync(payment)).Kind.ShouldBe(PoolResultKind.Accepted);

        node.Mempool.Find(payment.Id)!.Fee.ShouldBe(new Amount(1_000));
        node.Mempool.SpenderOf(payment.Inputs[0].PreviousOutput)!.Id.ShouldBe(payment.Id);
        subscription.Events.TryRead(out var occurred).ShouldBeTrue();
        occurred.ShouldBeOfType<TransactionAccepted>().Transaction.Id.ShouldBe(payment.Id);
        (await node.SubmitAsync(payment)).Kind.ShouldBe(PoolResultKind.Known);
        node.GetCoin(payment.Inputs[0].PreviousOutput, includeMempool: true).ShouldBeNull();
        node.GetCoin(new OutPoint(payment.Id, 0), includeMempool: true)!.IsUnconfirmed.ShouldBeTrue();
        node.GetCoin(new OutPoint(payment.Id, 0), includeMempool: false).ShouldBeNull();
    }

    [Fact]
    public async Task Drops_a_second_spend_of_the_same_output()
    {
        await using var node = await OpenAsync(10);
        await node.SubmitAsync(Pay(0, fee: 1_000));

        var result = await node.SubmitAsync(Pay(0, fee: 90_000));

        result.Kind.ShouldBe(PoolResultKind.Dropped);
        result.Verdict.Message.ShouldBe("txn-mempool-conflict");
    }

    [Fact]
    public async Task Refuses_a_bad_signature_and_names_the_rule()
    {
        await using var node = await OpenAsync(10);
        var coin = _scenario.Spendable(_scenario.Miner)[0];
        var good = Pay(0, fee: 1_000);
        var forged = TestTransactions.Unsigned(
            [good.Inputs[0] with { ScriptSig = TestTransactions.SignPubKeyHash(good, 0, coin.Output, _alice) }], good.Outputs);

        var result = await node.SubmitAsync(forged);

        result.Kind.ShouldBe(PoolResultKind.Refused);
        result.Verdict.Message.ShouldStartWith("mandatory-script-verify-flag-failed");
        result.Verdict.Reject!.LooseScore.ShouldBe(100);
    }

    [Fact]
    public async Task Refuses_a_coinbase_output_that_is_not_mature()
    {
        await using var node = await OpenAsync(10);
        var young = _scenario.Coins.All.First(pair => pair.Value.Height == 10);
        var spend = TestTransactions.Pay([(young.Key, young.Value.Output)], [_scenario.Miner], [new TxOutput(new Amount(1_000_000), _alice.Script)]);

        (await node.SubmitAsync(spend)).Verdict.Message.ShouldBe("bad-txns-premature-spend-of-coinbase");
    }

    [Fact]
    public async Task Refuses_dust()
    {
        await using var node = await OpenAsync(10);
        var coin = _scenario.Spendable(_scenario.Miner)[0];
        var dust = TestTransactions.Pay([coin], [_scenario.Miner],
            [new TxOutput(new Amount(53), _alice.Script), new TxOutput(coin.Output.Value - new Amount(10_000), _alice.Script)]);

        (await node.SubmitAsync(dust)).Verdict.Message.ShouldBe("dust");
    }

    [Fact]
    public async Task Refuses_an_own_transaction_with_an_absurd_fee_unless_told_so()
    {
        await using var node = await OpenAsync(10);
        var generous = Pay(0, fee: 50_000_000);

        (await node.SubmitAsync(generous, TransactionOrigin.Own)).Verdict.Message.ShouldBe("absurdly-high-fee");
        var allowed = await node.SubmitTransactionAsync(generous, TransactionOrigin.Own, allowAbsurdFee: true, TestContext.Current.CancellationToken);
        allowed.Kind.ShouldBe(PoolResultKind.Accepted);
    }

    [Fact]
    public async Task Says_that_inputs_are_missing_and_keeps_nothing()
    {
        await using var node = await OpenAsync(10);
        var parent = Pay(0, fee: 1_000);
        var child = SpendOutput(parent, _alice, fee: 1_000);

        (await node.SubmitAsync(child)).Kind.ShouldBe(PoolResultKind.MissingInputs);
        await node.SubmitAsync(parent);

        node.Mempool.Snapshot.Entries.Select(entry => entry.Id).ShouldBe([parent.Id], "the peer network keeps orphans, and knows of whom they are");
        (await node.SubmitAsync(child)).Kind.ShouldBe(PoolResultKind.Accepted);
    }

    [Fact]
    public async Task Lets_go_of_what_is_mined_and_of_what_conflicts_with_it()
    {
        await using var node = await OpenAsync(10);
        var (mined, waiting) = (Pay(0, fee: 1_000), Pay(0, fee: 2_000));
        var child = SpendOutput(waiting, _alice, fee: 1_000);
        var other = Pay(1, fee: 1_000);
        foreach (var transaction in new[] { waiting, child, other }) await node.SubmitAsync(transaction);
        using var subscription = node.Subscribe();

        await node.SubmitAllAsync([_scenario.Mine(mined, other)]);

        node.Mempool.Count.ShouldBe(0);
        var reasons = new Dictionary<TxId, RemovalReason>();
        while (subscription.Events.TryRead(out var occurred)) if (occurred is TransactionRemoved removed) reasons.Add(removed.Transaction.Id, removed.Reason);
        reasons[other.Id].ShouldBe(RemovalReason.Mined);
        reasons[waiting.Id].ShouldBe(RemovalReason.Conflict);
        reasons[child.Id].ShouldBe(RemovalReason.Conflict);
        (await node.SubmitAsync(mined)).Kind.ShouldBe(PoolResultKind.Mined);
    }

    [Fact]
    public async Task Takes_back_the_transactions_of_a_disconnected_block()
    {
        await using var node = await OpenAsync(10);
        var first = Pay(0, fee: 1_000);
        var second = SpendOutput(first, _alice, fee: 1_000);
        var waiting = SpendOutput(second, _alice, fee: 1_000);
        await node.SubmitAllAsync([_scenario.Mine(first), _scenario.Mine(second)]);
        (await node.SubmitAsync(waiting)).Kind.ShouldBe(PoolResultKind.Accepted);
        _scenario.Disconnect();
        _scenario.Disconnect();
        var draft = _scenario.Draft();
        var rival = _scenario.Connect((draft with { Header = draft.Header with { Time = draft.Header.Time + 1 } }).Seal());

        await node.SubmitAllAsync([rival, _scenario.Mine(), _scenario.Mine()]);

        node.Snapshot.Tip.Hash.ShouldBe(_scenario.State.Tip);
        node.Mempool.Snapshot.Entries.Select(entry => entry.Id).ShouldBe([first.Id, second.Id, waiting.Id]);
        var template = await node.BuildTemplateAsync(_alice.Script, new(), TestContext.Current.CancellationToken);
        (await node.SubmitAsync(template.Block)).IsConnected.ShouldBeTrue();
        node.Mempool.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Forgets_after_a_reorganisation_what_the_new_branch_has_spent()
    {
        await using var node = await OpenAsync(10);
        var (mine, theirs) = (Pay(0, fee: 1_000), Pay(0, fee: 2_000));
        await node.SubmitAllAsync([_scenario.Mine(mine)]);
        await node.SubmitAsync(SpendOutput(mine, _alice, fee: 1_000));
        _scenario.Disconnect();

        await node.SubmitAllAsync([_scenario.Mine(theirs), _scenario.Mine()]);

        node.Mempool.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Lets_go_of_what_has_expired()
    {
        await using var node = await OpenAsync(10);
        var payment = Pay(0, fee: 1_000, expiry: 15);
        (await node.SubmitAsync(payment)).Kind.ShouldBe(PoolResultKind.Accepted);

        for (var i = 0; i < 4; i++) await node.SubmitAllAsync([_scenario.Mine()]);
        node.Mempool.Count.ShouldBe(1);
        await node.SubmitAllAsync([_scenario.Mine()]);

        node.Mempool.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Refuses_what_expires_soon()
    {
        await using var node = await OpenAsync(10);

        (await node.SubmitAsync(Pay(0, fee: 1_000, expiry: 13))).Verdict.Message.ShouldBe("tx-expiring-soon");
        (await node.SubmitAsync(Pay(0, fee: 1_000, expiry: 14))).Kind.ShouldBe(PoolResultKind.Accepted);
    }

    [Fact]
    public async Task Evicts_what_pays_least_and_does_not_take_it_again()
    {
        await using var node = await OpenAsync(12, options => options with { Pool = new PoolOptions { CostLimit = 8_000 } });
        var (poor, middling, rich) = (Pay(0, fee: 1_000), Pay(1, fee: 2_000), Pay(2, fee: 3_000));
        await node.SubmitAsync(poor);
        await node.SubmitAsync(middling);

        (await node.SubmitAsync(rich)).Kind.ShouldBe(PoolResultKind.Accepted);

        node.Mempool.Find(poor.Id).ShouldBeNull();
        (await node.SubmitAsync(poor)).Verdict.Message.ShouldBe("txn-recently-removed");
        (await node.SubmitAsync(Pay(3, fee: 500))).Verdict.Message.ShouldBe("mempool-full");
    }

    [Fact]
    public async Task Takes_memos_and_fees_as_its_operator_says()
    {
        var pool = new PoolOptions { LongestMemo = 4, MinRelayFeePer1000 = 100_000, FreeBytesPerMinute = 0, RequireStandard = true };
        await using var node = await OpenAsync(12, options => options with { Pool = pool });

        (await node.SubmitAsync(PayWithMemo(0, "memo"), TransactionOrigin.Peer)).Verdict.Message.ShouldBe("rate limited free transaction");
        (await node.SubmitAsync(PayWithMemo(1, "memos"), TransactionOrigin.Peer)).Verdict.Message.ShouldBe("scriptpubkey");
        (await node.SubmitAsync(Pay(2, fee: 100_000), TransactionOrigin.Peer)).Kind.ShouldBe(PoolResultKind.Accepted);
    }

    [Fact]
    public async Task Bounds_chains_of_waiting_transactions()
    {
        await using var node = await OpenAsync(10, options => options with { Pool = new PoolOptions { MostRelatives = 3 } });
        var transaction = Pay(0, fee: 1_000);
        for (var i = 0; i < 3; i++)
        {
            (await node.SubmitAsync(transaction)).Kind.ShouldBe(PoolResultKind.Accepted);
            transaction = SpendOutput(transaction, _alice, fee: 1_000);
        }

        (await node.SubmitAsync(transaction)).Verdict.Message.ShouldBe("too-long-mempool-chain");
    }

    [Fact]
    public async Task Says_spent_where_the_transaction_still_has_other_outputs()
    {
        await using var node = await OpenAsync(10);
        var coin = _scenario.Spendable(_scenario.Miner)[0];
        var split = TestTransactions.Pay([coin], [_scenario.Miner],
            [new TxOutput(new Amount(1_000_000), _alice.Script), new TxOutput(coin.Output.Value - new Amount(2_000_000), _alice.Script)]);
        await node.SubmitAllAsync([_scenario.Mine(split), _scenario.Mine(SpendOutput(split, _alice, fee: 1_000))]);
        await node.FlushAsync(TestContext.Current.CancellationToken);

        (await node.SubmitAsync(SpendOutput(split, _alice, fee: 2_000))).Verdict.Reject.ShouldBe(RejectTable.LooseInputsSpent);
    }

    [Fact]
    public async Task Lists_what_waits_for_an_address()
    {
        await using var node = await OpenAsync(10);
        var first = Pay(0, fee: 1_000);
        var second = SpendOutput(first, _alice, fee: 1_000);
        await node.SubmitAsync(first);
        await node.SubmitAsync(second);

        var changes = node.Addresses!.Waiting([new(false, Hash160.Of(_alice.PublicKey))]);

        changes.Select(change => (change.Transaction, change.Value)).ShouldBe(
        [
            (first.Id, first.Outputs[0].Value),
            (second.Id, Amount.Zero - first.Outputs[0].Value),
            (second.Id, second.Outputs[0].Value),
        ]);
        changes[1].Spends.ShouldBe(new OutPoint(first.Id, 0));
    }

    [Fact]
    public async Task Counts_a_fee_that_the_operator_adds()
    {
        await using var node = await OpenAsync(12);
        var (first, second) = (Pay(0, fee: 1_000), Pay(1, fee: 1_200));
        await node.SubmitAsync(first);
        await node.SubmitAsync(second);

        node.Mempool.Prioritise(first.Id, new Amount(10_000));

        var template = await node.BuildTemplateAsync(_alice.Script, new(), TestContext.Current.CancellationToken);
        template.Transactions[0].Transaction.Id.ShouldBe(first.Id);
        template.Fees.ShouldBe(new Amount(2_200));
    }

    [Fact]
    public async Task What_the_operator_added_is_forgotten_when_the_transaction_is_mined()
    {
        await using var node = await OpenAsync(12);
        var (mined, waiting) = (Pay(0, fee: 1_000), Pay(1, fee: 1_000));
        foreach (var transaction in new[] { mined, waiting }) node.Mempool.Prioritise(transaction.Id, new Amount(10_000));
        await node.SubmitAllAsync([_scenario.Mine(mined)]);

        node.Mempool.ToSave(out _).Deltas.ShouldBe([(waiting.Id, new Amount(10_000))]);
        await node.SubmitAsync(waiting);
        node.Mempool.Find(waiting.Id)!.FeeDelta.ShouldBe(new Amount(10_000));
    }

    [Fact]
    public async Task Evicts_children_before_their_parents_and_a_raised_one_last()
    {
        await using var node = await OpenAsync(14, options => options with { Pool = new PoolOptions { CostLimit = 12_000 } });
        var parent = Pay(0, fee: 1_000);
        var child = SpendOutput(parent, _alice, fee: 1_500);
        var raised = Pay(1, fee: 900);
        node.Mempool.Prioritise(raised.Id, new Amount(50_000));
        foreach (var transaction in new[] { parent, child, raised }) await node.SubmitAsync(transaction);

        await node.SubmitAsync(Pay(2, fee: 5_000));
        node.Mempool.Find(child.Id).ShouldBeNull("it pays more than its parent, but nothing spends from it");
        node.Mempool.Find(parent.Id).ShouldNotBeNull();
        await node.SubmitAsync(Pay(3, fee: 5_000));
        node.Mempool.Find(parent.Id).ShouldBeNull();
        node.Mempool.Find(raised.Id).ShouldNotBeNull("it pays least, and counts as the dearest");
    }

    private async Task<ChainNode> OpenAsync(int blocks, Func<ChainOptions, ChainOptions>? change = null)
    {
        _scenario.MineMany(blocks);
        var options = TestNode.Options(_directory.Path);
        var node = await TestNode.OpenAsync(change is null ? options : change(options));
        await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));
        return node;
    }

    private Transaction Pay(int coin, long fee, uint expiry = 0)
    {
        var spent = _scenario.Spendable(_scenario.Miner)[coin];
        return TestTransactions.Pay([spent], [_scenario.Miner], [new TxOutput(spent.Output.Value - new Amount(fee), _alice.Script)], expiry);
    }

    private Transaction PayWithMemo(int coin, string memo)
    {
        var spent = _scenario.Spendable(_scenario.Miner)[coin];
        return TestTransactions.Pay(
            [spent], [_scenario.Miner], [new TxOutput(spent.Output.Value - new Amount(1_000), _alice.Script), TestTransactions.MemoOutput(memo)]);
    }

    private static Transaction SpendOutput(Transaction parent, TestKey key, long fee) => TestTransactions.Pay(
        [(new OutPoint(parent.Id, 0), parent.Outputs[0])], [key], [parent.Outputs[0] with { Value = parent.Outputs[0].Value - new Amount(fee) }]);
}
