using System.Collections.Immutable;
using Flux.Consensus.FluxNodes;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Scripts;

namespace Flux.TestKit;

/// <summary>
/// Turns a list of numbers into a life of a chain on <see cref="TestNetworks.Quick"/>: payments, collaterals (P2PKH and P2SH), START by owners and by
/// delegates, CONFIRM, spends of collaterals, escrow payments, refunds, renewals, run-outs and reorganisations. A number that means nothing at the
/// moment mines an empty block.
/// </summary>
public sealed class RandomScenario
{
    private const long Fee = 1_000;
    private readonly TestKey[] _owners = [TestKey.Of("owner 0"), TestKey.Of("owner 1")];
    private readonly TestKey _node = TestKey.Of("node");
    private readonly Script _redeem;
    private readonly Script _shared;
    private int _turn;

    /// <summary>A scenario at genesis.</summary>
    public RandomScenario()
    {
        _redeem = ScriptBuilder.Multisig(1, [.. _owners.Select(owner => (ReadOnlyMemory<byte>)owner.PublicKey)]);
        _shared = ScriptBuilder.PayToScriptHash(Hash160.Of(_redeem.Bytes));
    }

    /// <summary>The chain it happens on.</summary>
    public ScenarioChain Chain { get; } = new(TestNetworks.Quick, TestNetworks.QuickLimits);

    /// <summary>Called after every block, connected or taken back.</summary>
    public Action<ScenarioChain>? AfterEach { get; init; }

    private IEnumerable<TestKey> Keys => [Chain.Miner, .. _owners];

    private uint Now => Chain.Ancestry.At(Chain.Height).Time;

    /// <summary>One step per number.</summary>
    public void Run(IEnumerable<int> steps)
    {
        foreach (var step in steps) Step(step);
    }

    /// <summary>What one number does.</summary>
    public void Step(int number)
    {
        _turn++;
        var argument = number / 12;
        switch (number % 12)
        {
            case 0: Rewind(1 + (argument % 6)); return;
            case 1 or 2: Mine(Lock(1 + (argument % 3), argument)); return;
            case 3 or 4: Mine(Start(argument)); return;
            case 5: Mine(Confirm(argument, update: false)); return;
            case 6: Mine(Confirm(argument, update: true)); return;
            case 7: Mine(SpendCollateral(argument)); return;
            case 8: Mine(Deposit(argument)); return;
            case 9: Mine(Refund(argument)); return;
            case 10: Mine(Renew(argument)); return;
            default: Mine([Confirm(argument, update: false), Deposit(argument), Chained(argument)]); return;
        }
    }

    private void Rewind(int depth)
    {
        for (var i = 0; i < depth && Chain.Height > 1; i++)
        {
            Chain.Disconnect();
            AfterEach?.Invoke(Chain);
        }
    }

    private void Mine(params ReadOnlySpan<Transaction?> transactions)
    {
        var spent = new HashSet<OutPoint>();
        var kept = ImmutableArray.CreateBuilder<Transaction>();
        foreach (var transaction in transactions)
        {
            if (transaction is not null && transaction.Inputs.All(input => spent.Add(input.PreviousOutput))) kept.Add(transaction);
        }
        Chain.Mine(kept.ToImmutable());
        AfterEach?.Invoke(Chain);
    }

    private Transaction? Lock(int tier, int argument)
    {
        var script = argument % 5 == 4 ? _shared : _owners[argument % _owners.Length].Script;
        return PayFromMiner(new TxOutput(new Amount(TestNetworks.QuickLimits.Collateral[tier - 1]), script));
    }

    private Transaction? PayFromMiner(params TxOutput[] outputs)
    {
        var coins = Chain.Spendable(Chain.Miner.Script);
        if (coins.Count == 0) return null;
        var needed = outputs.Sum(output => output.Value.Satoshis) + Fee;
        var picked = new List<(OutPoint, TxOutput)>();
        long value = 0;
        for (var i = 0; i < coins.Count && value < needed; value += coins[i].Output.Value.Satoshis, i++) picked.Add(coins[i]);
        if (value < needed) return null;
        TxOutput[] change = value > needed ? [new TxOutput(new Amount(value - needed), Chain.Miner.Script)] : [];
        return TestTransactions.Pay(picked, Keys, [.. outputs, .. change]);
    }

    private Transaction? Start(int argument)
    {
        var ready = Collaterals()
            .Where(coin => Chain.State.Nodes.Find(coin.OutPoint) is null && Chain.Network.FluxNodes.TierOf(coin.Output.Value, 1) is not null)
            .Where(coin => Chain.Height + 1 - Chain.Coins.Find(coin.OutPoint)!.Value.Height >= TestNetworks.QuickLimits.Depth)
            .ToList();
        if (ready.Count == 0) return null;
        var (collateral, output) = ready[argument % ready.Count];
        if (output.ScriptPubKey == _shared) return TestTransactions.StartP2sh(collateral, _redeem, _owners[argument % 2], _node, Now);
        var owner = _owners.First(key => key.Script == output.ScriptPubKey);
        if (argument % 2 == 0 && DelegateOf(collateral) is { } signer) return TestTransactions.Start(collateral, owner, _node, Now, 6, Signing, signer);
        return TestTransactions.Start(collateral, owner, _node, Now, 5 + (argument % 2), argument % 4 == 3 ? Delegates(argument) : null);
    }

    private IEnumerable<(OutPoint OutPoint, TxOutput Output)> Collaterals() =>
        _owners.Select(owner => owner.Script).Append(_shared).SelectMany(script => Chain.Spendable(script));

    private TestKey? DelegateOf(OutPoint collateral)
    {
        var keys = Chain.State.Nodes.DelegatesOf(collateral);
        return _owners.FirstOrDefault(owner => keys.Any(key => key.Span.SequenceEqual(owner.PublicKey)));
    }

    private static DelegateData Signing => new() { Used = true, Version = 1, Type = DelegateData.TypeSigning };

    private DelegateData Delegates(int argument) => new()
    {
        Used = true,
        Version = 1,
        Type = DelegateData.TypeUpdate,
        Keys = [.. _owners.Take(argument / 4 % 3).Select(owner => (ReadOnlyMemory<byte>)owner.PublicKey)],
    };

    private Transaction? Confirm(int argument, bool update)
    {
        var wanted = update ? NodeState.Confirmed : NodeState.Started;
        var ready = Chain.State.Nodes.Records
            .Where(node => node.State == wanted && Chain.Coins.Find(node.Collateral) is not null)
            .Where(node => !update || Chain.Height + 1 - node.LastConfirmedHeight > TestNetworks.QuickLimits.ConfirmInterval || argument % 2 == 1)
            .Where(node => !update || Chain.Height + 1 - node.LastConfirmedHeight >= TestNetworks.QuickLimits.AddressInterval)
            .ToList();
        if (ready.Count == 0) return null;
        var node = ready[argument % ready.Count];
        return TestTransactions.Confirm(node.Collateral, _node, update, Now, ip: $"10.0.{_turn / 200}.{_turn % 200}");
    }

    private Transaction? SpendCollateral(int argument)
    {
        var coins = Chain.Spendable(argument % 5 == 4 ? _shared : _owners[argument % _owners.Length].Script);
        if (coins.Count == 0) return null;
        var coin = coins[argument % coins.Count];
        var output = new TxOutput(coin.Output.Value - new Amount(Fee), Chain.Miner.Script);
        return coin.Output.ScriptPubKey == _shared
            ? TestTransactions.PayFromMultisig(coin, _redeem, _owners[argument % 2], [output])
            : TestTransactions.Pay([coin], Keys, [output]);
    }

    private Transaction? Deposit(int argument)
    {
        int? blocks = (argument % 4) switch { 0 => null, 1 => 1, 2 => 1 + (argument % 7), _ => 3 + (argument % 29) };
        var value = (argument % 3) == 0 ? 1_000_003 + argument : 5_00000000L + argument;
        return PayFromMiner(
            new TxOutput(new Amount(value), TestTransactions.EscrowScript),
            TestTransactions.MemoOutput(TestTransactions.EscrowMemo($"app {_turn}", blocks)));
    }

    private Transaction? Refund(int argument)
    {
        var coins = Escrows();
        if (coins.Count == 0) return null;
        var coin = coins[argument % coins.Count];
        return TestTransactions.Pay([coin], Keys, [new TxOutput(WorthNext(coin.OutPoint), Chain.Miner.Script)]);
    }

    private Transaction? Renew(int argument)
    {
        var coins = Escrows();
        if (coins.Count == 0) return null;
        var coin = coins[argument % coins.Count];
        return TestTransactions.Pay([coin], Keys,
        [
            TestTransactions.MemoOutput(TestTransactions.EscrowMemo($"renewed {_turn}", 2 + (argument % 11))),
            new TxOutput(WorthNext(coin.OutPoint), TestTransactions.EscrowScript),
        ]);
    }

    /// <summary>A payment and a spend of its output in the same block.</summary>
    private Transaction? Chained(int argument) => argument % 2 == 0 ? SpendCollateral(argument / 2) : Refund(argument / 2);

    private List<(OutPoint OutPoint, TxOutput Output)> Escrows() =>
        [.. Chain.Spendable(Chain.Miner.Script, escrow: true).Where(coin => WorthNext(coin.OutPoint).Satoshis > 100)];

    private Amount WorthNext(OutPoint outPoint) => new(Chain.Shadow.Coins[outPoint].WorthAt(Chain.Height + 1));
}
