using Flux.Consensus.Rejects;
using Flux.Consensus.Scripts;
using Flux.Consensus.Transactions;
using Flux.Primitives;
using Flux.Primitives.Sighash;

namespace Flux.Consensus.Tests.Transactions;

/// <summary>Every transaction of the recorded chain, which the reference accepted, passes every rule of this folder, scripts included.</summary>
public sealed class RecordedChainVectors
{
    [Fact]
    public void Every_transaction_of_every_era_is_valid()
    {
        var coins = new CoinTable();
        var faults = new List<string>();
        var height = 0;
        foreach (var block in RecordedChain.Blocks("recorded/chains/eras.dat"))
        {
            height++;
            foreach (var transaction in block.Transactions)
            {
                var verdict = Judge(transaction, height, block.Header.Time, coins);
                if (!verdict.IsOk) faults.Add($"{height} {transaction.Id} {verdict}");
                coins.Apply(transaction, height);
            }
        }
        height.ShouldBe(1400);
        faults.ShouldBeEmpty();
    }

    private static Verdict Judge(Transaction transaction, int height, uint time, CoinTable coins)
    {
        var network = TestNetworks.Recorded;
        if (TransactionRules.Check(network, transaction) is { IsOk: false } form) return form;
        if (TransactionRules.CheckContext(network, transaction, height) is { IsOk: false } era) return era;
        if (!TransactionRules.IsFinal(transaction, height, time)) return Verdict.Fail(RejectTable.BlockTransactionNotFinal);
        if (transaction.IsCoinbase) return Verdict.Ok;
        if (coins.FindSpent(transaction) is not { } spent) return Verdict.Fail(RejectTable.TxInputsMissingOrSpent);
        if (InputRules.Check(network, transaction, height, spent, out _) is { IsOk: false } balance) return balance;
        var parts = SighashParts.Of(transaction);
        for (var i = 0; i < spent.Length; i++)
        {
            var check = new ScriptCheck(transaction, i, spent[i].Output, ScriptFlags.Block, network.BranchIdAt(height), parts);
            if (check.Run() is { IsOk: false } script) return script;
        }
        return Verdict.Ok;
    }
}
