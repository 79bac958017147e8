using System.Collections.Immutable;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Headers;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Consensus.ProofOfNode;
using Flux.Consensus.Rejects;
using Flux.Consensus.Transactions;
using Flux.Primitives;

namespace Flux.Consensus.Blocks;

/// <summary>What follows when every transaction is in: nodes, totals, undo; and the rules of the existing networks about the header.</summary>
internal sealed partial class BlockConnection
{
    /// <summary>The block's own signature under proof of node.</summary>
    private Verdict CheckProducer()
    {
        if (!_block.Header.IsProofOfNode) return Verdict.Ok;
        var verdict = PonBlockRules.Check(_network.Pon!, _block.Header, _state.Nodes, out var check);
        if (check is not null) _checks.Add(check);
        return verdict;
    }

    /// <summary>From Acadia on header field 4 is the root of Sapling's note tree after the block (chain reference §3.4).</summary>
    private Verdict CheckSaplingRoot()
    {
        if (_network.StateRoot != StateRootRule.SaplingTree || !_network.Upgrades.Acadia.IsActiveAt(_height)) return Verdict.Ok;
        return _block.Header.StateRoot == _shielded.Sapling.Root ? Verdict.Ok : Verdict.Fail(RejectTable.BadSaplingRoot);
    }

    private ConnectResult Finish()
    {
        if (_network.FluxNodes.DropsSpentAtOnce) DropConfirmedWithoutCollateral();
        foreach (var payment in _plan.Payments) _events.Paid.Add(payment.Payee);
        var editor = new FluxNodeEditor(_state.Nodes);
        NodeTransitions.Apply(_network, _state.Nodes, editor, _height, _events);
        var next = new LedgerState
        {
            Height = _height,
            Tip = _block.Hash,
            Nodes = editor.ToList(),
            Escrows = _escrows.List,
            Sprout = _shielded.Sprout,
            Sapling = _shielded.Sapling,
            Totals = NextTotals(),
        };
        if (!next.Totals.AreConserved) return ConnectResult.Refused(Verdict.Fail(RejectTable.MoneyNotConserved, next.Totals.ToString()));
        var undo = new BlockUndo
        {
            Spent = _spent.ToImmutable(),
            RunOuts = _runOuts.ToImmutable(),
            Nodes = editor.Before,
            Delegates = editor.DelegatesBefore,
            SproutRoot = _shielded.Sprout.Root,
            SproutBefore = _shielded.SproutBefore,
            SaplingBefore = _shielded.SaplingBefore,
            Totals = _state.Totals,
        };
        return new ConnectResult
        {
            Verdict = Verdict.Ok,
            Next = next,
            Coins = _coins.Changes,
            Shielded = _shielded.Changes,
            Undo = undo,
            Rows = LedgerChanges.Rows(next, undo, _escrows.Added, _escrows.Removed),
            Checks = _checks.ToImmutable(),
            Fees = _fees,
        };
    }

    private void DropConfirmedWithoutCollateral()
    {
        foreach (var record in _events.Confirmed)
        {
            if (_coins.Find(record.Collateral) is null) _events.SpentCollaterals.Add(record.Collateral);
        }
    }

    /// <summary>New money comes from the plan, its whereabouts from what the transactions did: two ways that must meet.</summary>
    private LedgerTotals NextTotals()
    {
        var unclaimed = _plan.Allowed + _fees - TransactionValue.Transparent(Coinbase);
        // Blocks 1 and 2 of the existing networks may pay anything: what is above the plan is new money, too.
        var surplus = unclaimed < Amount.Zero ? Amount.Zero - unclaimed : Amount.Zero;
        return new LedgerTotals
        {
            Issued = _state.Totals.Issued + _plan.Issued + surplus,
            Destroyed = _state.Totals.Destroyed + unclaimed + surplus + _unspendable,
            Coins = _state.Totals.Coins + _coinsDelta,
            Reserves = _plan.ReservesAfter,
            EscrowWorth = _escrows.Worth,
            EscrowRate = _escrows.Rate,
            Sprout = _shielded.SproutValue,
            Sapling = _shielded.SaplingValue,
        };
    }
}
