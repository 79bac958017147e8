using Flux.Chain.Indexes;
using Flux.Chain.Store;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests.Indexes;

/// <summary>Every index against what the blocks of a busy chain themselves say.</summary>
public sealed class IndexTests : IDisposable
{
    private static readonly TestKey[] Keys = [TestKey.Of("miner"), TestKey.Of("owner 0"), TestKey.Of("owner 1")];

    private readonly TemporaryDirectory _directory = new();
    private readonly RandomScenario _scenario = new();

    public void Dispose() => _directory.Dispose();

    private ScenarioChain Chain => _scenario.Chain;

    [Fact]
    public async Task Lists_the_unspent_outputs_of_an_address()
    {
        await using var node = await OpenAsync();
        foreach (var key in Keys)
        {
            var listed = await node.Addresses!.CoinsAsync([AddressOf(key)], TestContext.Current.CancellationToken);

            listed.Select(coin => (coin.OutPoint, coin.Coin)).ShouldBe(
                Chain.Coins.All.Where(pair => pair.Value.Output.ScriptPubKey == key.Script).Select(pair => (pair.Key, pair.Value)), ignoreOrder: true);
            listed.Select(coin => coin.Coin.Height).ShouldBeInOrder();
        }
    }

    [Fact]
    public async Task Sums_balance_received_and_escrow_of_an_address()
    {
        await using var node = await OpenAsync();
        foreach (var key in Keys)
        {
            var balance = await node.Addresses!.BalanceAsync([AddressOf(key)], TestContext.Current.CancellationToken);

            var own = Chain.Coins.All.Values.Where(coin => coin.Output.ScriptPubKey == key.Script).ToList();
            balance.Balance.Satoshis.ShouldBe(own.Where(coin => !coin.IsEscrow).Sum(coin => coin.Output.Value.Satoshis));
            balance.EscrowFace.Satoshis.ShouldBe(own.Where(coin => coin.IsEscrow).Sum(coin => coin.Output.Value.Satoshis));
            balance.Received.Satoshis.ShouldBe(
                Chain.Blocks.SelectMany(block => block.Transactions).SelectMany(tx => tx.Outputs).Where(output => output.ScriptPubKey == key.Script).Sum(output => output.Value.Satoshis));
        }
    }

    [Fact]
    public async Task Lists_the_changes_of_an_address_between_two_heights()
    {
        await using var node = await OpenAsync();
        var address = AddressOf(Keys[0]);
        var cancellation = TestContext.Current.CancellationToken;

        var all = await node.Addresses!.DeltasAsync([address], 0, int.MaxValue, cancellation);
        var some = await node.Addresses.DeltasAsync([address], 10, 20, cancellation);

        some.ShouldBe(all.Where(delta => delta.Height is >= 10 and <= 20));
        all.Select(delta => delta.Height).ShouldBeInOrder();
        some.ShouldNotBeEmpty();
        foreach (var delta in all.Where(delta => delta is { BlockIndex: >= 0 }))
        {
            var block = TestNode.BlocksOf(Chain)[delta.Height - 1];
            block.Transactions[delta.BlockIndex].Id.ShouldBe(delta.Transaction);
            if (delta.Value > Amount.Zero) block.Transactions[delta.BlockIndex].Outputs[delta.Index].Value.ShouldBe(delta.Value);
        }
    }

    [Fact]
    public async Task Finds_every_transaction_of_the_main_chain_with_its_block()
    {
        await using var node = await OpenAsync();
        foreach (var block in Chain.Blocks)
        {
            foreach (var transaction in block.Transactions)
            {
                var found = await node.FindTransactionAsync(transaction.Id, TestContext.Current.CancellationToken);

                found!.Transaction.ToBytes().ShouldBe(transaction.ToBytes());
                found.Block!.Hash.ShouldBe(block.Hash);
            }
        }
        (await node.FindTransactionAsync(new TxId(Chain.State.Tip.Value), TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task Finds_without_the_index_what_still_has_unspent_outputs()
    {
        await using var node = await OpenAsync(options => options with { TransactionIndex = false });
        var unspent = Chain.Coins.All.First();

        var found = await node.FindTransactionAsync(unspent.Key.Transaction, TestContext.Current.CancellationToken);

        found!.Transaction.Id.ShouldBe(unspent.Key.Transaction);
        found.Block!.Height.ShouldBe(unspent.Value.Height);
    }

    [Fact]
    public async Task Says_who_spent_an_output()
    {
        await using var node = await OpenAsync();
        var blocks = TestNode.BlocksOf(Chain);
        for (var height = 1; height <= blocks.Length; height++)
        {
            foreach (var transaction in blocks[height - 1].Transactions.Skip(1))
            {
                for (var i = 0; i < transaction.Inputs.Length; i++)
                {
                    (await node.FindSpenderAsync(transaction.Inputs[i].PreviousOutput, TestContext.Current.CancellationToken))
                        .ShouldBe(new SpentOutput(transaction.Id, i, height));
                }
            }
        }
        (await node.FindSpenderAsync(Chain.Coins.All.Keys.First(), TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task Refuses_to_open_with_an_index_that_was_never_built_until_told_to_rebuild()
    {
        await using (await OpenAsync(options => options with { AddressIndex = false }))
        {
        }
        var options = TestNode.Options(_directory.Path);

        var refusal = await Should.ThrowAsync<ChainStoreException>(() => TestNode.OpenAsync(options));
        refusal.Message.ShouldContain("-reindex");

        await using var rebuilt = await TestNode.OpenAsync(options with { Reindex = true });
        rebuilt.Snapshot.Tip.Hash.ShouldBe(Chain.State.Tip);
        ExpectedState.Of(await rebuilt.CountAsync()).ShouldBe(ExpectedState.Of(Chain));
        (await rebuilt.Addresses!.CoinsAsync([AddressOf(Keys[0])], TestContext.Current.CancellationToken)).ShouldNotBeEmpty();
    }

    private static AddressKey AddressOf(TestKey key) => new(false, Hash160.Of(key.PublicKey));

    private async Task<ChainNode> OpenAsync(Func<ChainOptions, ChainOptions>? change = null)
    {
        var random = new Random(11);
        for (var i = 0; i < 80; i++) _scenario.Step(random.Next(600));
        var options = TestNode.Options(_directory.Path);
        var node = await TestNode.OpenAsync(change is null ? options : change(options));
        await node.SubmitAllAsync(TestNode.BlocksOf(Chain));
        return node;
    }
}
