using Flux.Chain.Indexes;
using Flux.Chain.Mempool;
using Flux.Consensus.FluxNodes;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests.Mempool;

/// <summary>Turns numbers into a life of one node: payments, chains of them, escrow, FluxNodes, partial blocks and operator's reorganisations.</summary>
internal sealed class BusyNode(ChainNode node, StandingClock clock)
{
    private static readonly TestKey[] Keys = [TestKey.Of("busy 0"), TestKey.Of("busy 1"), TestKey.Of("busy 2")];

    private readonly TestKey _operator = TestKey.Of("busy operator");
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private int _turn;

    private int NextHeight => node.Snapshot.Height + 1;

    private uint Now => (uint)clock.Now.ToUnixTimeSeconds();

    public async Task StepAsync(int number)
    {
        _turn++;
        var argument = number / 12;
        switch (number % 12)
        {
            case 0 or 1 or 2: await SubmitAsync(await PayAsync(argument)); break;
            case 3: await SubmitAsync(SpendWaiting(argument)); break;
            case 4: await SubmitAsync(await DepositAsync(argument)); break;
            case 5: await SubmitAsync(await RefundAsync(argument)); break;
            case 6: await SubmitAsync(await LockAsync(argument)); break;
            case 7: await SubmitAsync(await StartAsync(argument)); break;
            case 8: await SubmitAsync(Confirm(argument)); break;
            case 9: await RewindAsync(1 + (argument % 5)); break;
            case 10: await MineAsync(bytes: 4_000 + (argument * 60)); break;
            default: await MineAsync(bytes: 4_000); break;
        }
    }

    public async Task MineAsync(int bytes)
    {
        var template = await node.BuildTemplateAsync(Keys[0].Script, new() { MostBytes = bytes, CoinbaseExtra = BitConverter.GetBytes(_turn) }, _cancellation);
        clock.Now = DateTimeOffset.FromUnixTimeSeconds(template.Block.Header.Time + 1);
        var result = await node.SubmitAsync(template.Block);
        result.IsConnected.ShouldBeTrue($"{result.Kind} {result.Verdict}");
    }

    /// <summary>Leaves the last blocks for one other, so that their transactions come back.</summary>
    private async Task RewindAsync(int depth)
    {
        var height = NextHeight - depth;
        if (height < 1) return;
        await node.InvalidateAsync(node.HeaderAt(height)!.Hash, _cancellation);
        clock.Now += TimeSpan.FromSeconds(1);
    }

    private async Task SubmitAsync(Transaction? transaction)
    {
        if (transaction is not null) await node.SubmitTransactionAsync(transaction, TransactionOrigin.Own, allowAbsurdFee: true, _cancellation);
    }

    private async Task<Transaction?> PayAsync(int argument)
    {
        if (await PickAsync(argument, coin => !coin.IsEscrow) is not { } coin) return null;
        var expiry = argument % 3 == 0 ? 0 : (uint)(NextHeight + 4 + (argument % 5));
        return Pay([coin], [new TxOutput(coin.Output.Value - new Amount(1_000 + argument), Keys[argument % 3].Script)], expiry);
    }

    private Transaction? SpendWaiting(int argument)
    {
        var waiting = node.Mempool.Snapshot.Entries.Where(entry => entry.Outputs.Length > 0 && !entry.Outputs[0].IsEscrow).ToList();
        if (waiting.Count == 0) return null;
        var parent = waiting[argument % waiting.Count].Transaction;
        var output = parent.Outputs[0];
        return Pay([(new OutPoint(parent.Id, 0), output)], [new TxOutput(output.Value - new Amount(1_000 + argument), Keys[argument % 3].Script)]);
    }

    private async Task<Transaction?> DepositAsync(int argument)
    {
        if (await PickAsync(argument, coin => !coin.IsEscrow && coin.Output.Value.Satoshis > 10_000_000) is not { } coin) return null;
        return Pay([coin],
        [
            new TxOutput(new Amount(5_000_000 + argument), TestTransactions.EscrowScript),
            TestTransactions.MemoOutput(TestTransactions.EscrowMemo($"busy app {_turn}", 5 + (argument % 20))),
            new TxOutput(coin.Output.Value - new Amount(5_010_000 + argument), Keys[0].Script),
        ]);
    }

    private async Task<Transaction?> RefundAsync(int argument)
    {
        if (await PickAsync(argument, coin => coin.IsEscrow) is not { } coin) return null;
        return Pay([coin], [new TxOutput(new Amount(100_000), Keys[0].Script)], (uint)(NextHeight + 4));
    }

    private async Task<Transaction?> LockAsync(int argument)
    {
        var collateral = new Amount(TestNetworks.QuickLimits.Collateral[0]);
        if (await PickAsync(argument, coin => !coin.IsEscrow && coin.Output.Value > collateral + new Amount(100_000)) is not { } coin) return null;
        return Pay([coin], [new TxOutput(collateral, Keys[1].Script), new TxOutput(coin.Output.Value - collateral - new Amount(1_000), Keys[0].Script)]);
    }

    private async Task<Transaction?> StartAsync(int argument)
    {
        var collateral = new Amount(TestNetworks.QuickLimits.Collateral[0]);
        if (await PickAsync(argument, coin => coin.Output.Value == collateral && coin.Output.ScriptPubKey == Keys[1].Script) is not { } coin) return null;
        return TestTransactions.Start(coin.OutPoint, Keys[1], _operator, Now + (uint)_turn);
    }

    private Transaction? Confirm(int argument)
    {
        var nodes = node.Snapshot.Ledger.Nodes.Records.ToList();
        if (nodes.Count == 0) return null;
        var record = nodes[argument % nodes.Count];
        return TestTransactions.Confirm(record.Collateral, _operator, record.State == NodeState.Confirmed, Now + (uint)_turn, tier: 1, ip: $"10.0.0.{_turn % 250}");
    }

    private static Transaction Pay(IReadOnlyList<(OutPoint, TxOutput)> coins, TxOutput[] outputs, uint expiry = 0) =>
        TestTransactions.Pay(coins, Keys, [.. outputs], expiry);

    private async Task<(OutPoint OutPoint, TxOutput Output)?> PickAsync(int argument, Func<Coin, bool> fits)
    {
        var addresses = Keys.Select(key => new AddressKey(false, Hash160.Of(key.PublicKey))).ToList();
        var coins = (await node.Addresses!.CoinsAsync(addresses, _cancellation))
            .Where(coin => fits(coin.Coin) && node.Mempool.SpenderOf(coin.OutPoint) is null)
            .Where(coin => !coin.Coin.IsCoinbase || NextHeight - coin.Coin.Height >= TestNetworks.QuickLimits.Maturity)
            .ToList();
        return coins.Count == 0 ? null : (coins[argument % coins.Count].OutPoint, coins[argument % coins.Count].Coin.Output);
    }
}
