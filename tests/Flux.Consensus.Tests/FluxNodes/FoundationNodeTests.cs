using Flux.Consensus.FluxNodes;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Subsidy;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.TestKit;

namespace Flux.Consensus.Tests.FluxNodes;

/// <summary>P2SH collaterals that the foundation started with its own key before version 6 (chain reference §8.2, §8.3, §8.6, §13.28).</summary>
public sealed class FoundationNodeTests
{
    private const int Halving = 8;
    private const int P2shNodes = 14;
    private static readonly TestKey Foundation = TestKey.Of("foundation");
    private static readonly Script Shared = ScriptBuilder.PayToScriptHash(Hash160.Of(Foundation.PublicKey));
    private readonly ScenarioChain _chain = new(NetworkOf(Foundation), ScenarioNetworks.QuickLimits);

    [Fact]
    public void Its_key_starts_a_P2SH_collateral_from_the_halving_until_P2SH_nodes()
    {
        var collateral = Fund();
        while (_chain.Height < P2shNodes + 1)
        {
            var height = _chain.Height + 1;
            var expected = height is >= Halving and < P2shNodes ? null : RejectTable.NodeBadCollateral;
            Judge(TestTransactions.Start(collateral, Foundation, TestKey.Of("node"), 1)).ShouldBe(expected, $"height {height}");
            Judge(TestTransactions.Start(collateral, TestKey.Of("other"), TestKey.Of("node"), 1)).ShouldBe(RejectTable.NodeWrongFoundationKey);
            _chain.Mine();
        }
    }

    [Fact]
    public void It_is_paid_to_the_script_of_its_collateral_while_that_is_unspent()
    {
        var collateral = Fund();
        while (_chain.Height + 1 < Halving) _chain.Mine();
        _chain.Mine(TestTransactions.Start(collateral, Foundation, TestKey.Of("node"), 1));
        _chain.Mine(TestTransactions.Confirm(collateral, TestKey.Of("node"), update: false, 1));

        CoinbaseRules.Plan(_chain.Network, _chain.State, _chain.Coins).Payments.Single().Output.ScriptPubKey.ShouldBe(Shared);
        // A coin that is gone leaves its tier without a payee.
        CoinbaseRules.Plan(_chain.Network, _chain.State, new MemoryCoins()).Payments.ShouldBeEmpty();
    }

    [Fact]
    public void The_newest_key_that_is_not_after_the_signature_time_counts()
    {
        DatedKey[] keys = [new(0, new byte[] { 1 }), new(100, new byte[] { 2 })];

        FoundationKeys.Newest(keys, 99)!.PublicKey.ToArray().ShouldBe([1]);
        FoundationKeys.Newest(keys, 100)!.PublicKey.ToArray().ShouldBe([2]);
        FoundationKeys.Newest(keys[1..], 99).ShouldBeNull();
    }

    private OutPoint Fund()
    {
        while (_chain.Spendable(_chain.Miner).Count == 0) _chain.Mine();
        var coin = _chain.Spendable(_chain.Miner)[0];
        var value = new Amount(ScenarioNetworks.QuickLimits.Collateral[0]);
        var pay = TestTransactions.Pay([coin], [_chain.Miner], [new TxOutput(value, Shared), new TxOutput(coin.Output.Value - value, _chain.Miner.Script)]);
        _chain.Mine(pay);
        _chain.MineMany(ScenarioNetworks.QuickLimits.Depth - 1);
        return new OutPoint(pay.Id, 0);
    }

    private Reject? Judge(Transaction transaction) => _chain.Judge((_chain.Draft() with { Transactions = [transaction] }).Seal()).Reject;

    private static Network NetworkOf(TestKey foundation) => ScenarioNetworks.Quick with
    {
        Upgrades = ScenarioNetworks.Quick.Upgrades with { Halving = new Activation(Halving), P2shNodes = new Activation(P2shNodes), Delegates = new Activation(P2shNodes) },
        FluxNodes = ScenarioNetworks.Quick.FluxNodes with { FoundationKeys = [new DatedKey(0, foundation.PublicKey)] },
    };
}
