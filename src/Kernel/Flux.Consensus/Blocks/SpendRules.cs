using System.Collections.Immutable;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Transactions;
using Flux.Primitives;

namespace Flux.Consensus.Blocks;

/// <summary>Finds the coins of an ordinary transaction and judges whether they may be spent and pay for its outputs (chain reference §6.6); scripts apart.</summary>
public static class SpendRules
{
    /// <summary>
    /// Judges the inputs for a block at <paramref name="height"/>. An escrow coin counts what is left of it at that height.
    /// </summary>
    /// <param name="network">Whose rules.</param>
    /// <param name="transaction">Neither coinbase nor FluxNode transaction, and passed the context-free rules.</param>
    /// <param name="height">Height of the block.</param>
    /// <param name="coins">Coins before the transaction.</param>
    public static SpendResult Check(Network network, Transaction transaction, int height, ICoinView coins)
    {
        var spent = ImmutableArray.CreateBuilder<Coin>(transaction.Inputs.Length);
        foreach (var input in transaction.Inputs)
        {
            if (coins.Find(input.PreviousOutput) is not { } coin)
            {
                return SpendResult.Refused(Verdict.Fail(RejectTable.TxInputsMissingOrSpent, input.PreviousOutput.ToString()));
            }
            spent.Add(coin);
        }
        var found = spent.MoveToImmutable();
        var verdict = InputRules.Check(network, transaction, height, found.AsSpan(), out var fee);
        return verdict.IsOk ? new SpendResult(verdict, fee, found) : SpendResult.Refused(verdict);
    }
}
