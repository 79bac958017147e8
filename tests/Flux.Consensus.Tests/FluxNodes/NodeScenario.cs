using Flux.Consensus.FluxNodes;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.TestKit;

namespace Flux.Consensus.Tests.FluxNodes;

/// <summary>A chain with collaterals that are deep enough.</summary>
internal sealed class NodeScenario
{
    public NodeScenario(params int[] tiers)
    {
        var owed = tiers.Sum(tier => ScenarioNetworks.QuickLimits.Collateral[tier - 1]);
        while (Chain.Spendable(Chain.Miner).Sum(coin => coin.Output.Value.Satoshis) < owed) Chain.Mine();
        Collaterals = Fund([.. tiers.Select(tier => new TxOutput(new Amount(ScenarioNetworks.QuickLimits.Collateral[tier - 1]), Owner.Script))]);
        Chain.MineMany(ScenarioNetworks.QuickLimits.Depth - 1);
    }

    public ScenarioChain Chain { get; } = new(ScenarioNetworks.Quick, ScenarioNetworks.QuickLimits);

    public TestKey Owner { get; } = TestKey.Of("owner");

    public TestKey Node { get; } = TestKey.Of("node");

    public OutPoint[] Collaterals { get; }

    public OutPoint[] Fund(params TxOutput[] outputs)
    {
        var coins = Chain.Spendable(Chain.Miner);
        var change = coins.Sum(coin => coin.Output.Value.Satoshis) - outputs.Sum(output => output.Value.Satoshis);
        var pay = TestTransactions.Pay(coins, [Chain.Miner], [.. outputs, new TxOutput(new Amount(change), Chain.Miner.Script)]);
        Chain.Mine(pay);
        return [.. outputs.Select((_, i) => new OutPoint(pay.Id, (uint)i))];
    }

    public Transaction Start(int index, int version = 5) => TestTransactions.Start(Collaterals[index], Owner, Node, 1_700_000_100, version);

    public Transaction Confirm(int index, bool update = false, string ip = "10.0.0.1", uint time = 1_700_000_200) =>
        TestTransactions.Confirm(Collaterals[index], Node, update, time, ip: ip);

    public Reject? Judge(params Transaction[] transactions) => Chain.Judge((Chain.Draft() with { Transactions = [.. transactions] }).Seal()).Reject;

    public FluxNodeRecord? Record(int index) => Chain.State.Nodes.Find(Collaterals[index]);

    public Transaction Spend(int index)
    {
        var coin = Chain.Coins.Find(Collaterals[index])!.Value.Output;
        return TestTransactions.Pay([(Collaterals[index], coin)], [Owner], [coin with { ScriptPubKey = TestKey.Of("elsewhere").Script }]);
    }

    public void Let(Action<NodeScenario> test) => test(this);

    public static Script TwoOfTwo(TestKey one, TestKey other) => ScriptBuilder.Multisig(2, [one.PublicKey, other.PublicKey]);
}
