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
    // Root of the empty tree: what the first Acadia block starts from.
    private static readonly Hash256 EmptySaplingRoot = Hash256.Parse("3e49b5f954aa9d3545bc6c37744661eea48d7c34e3000d82b7f0010c30f4c2fb");

    /// <summary>The block's own signature under proof of node.</summary>
    private Verdict CheckProducer()
    {
        if (!_block.Header.IsProofOfNode) return Verdict.Ok;
        var verdict = PonBlockRules.Check(_network.Pon!, _block.Header, _state.Nodes, out var check);
        if (check is not null) _checks.Add(check);
        return verdict;
    }

    /// <summary>
    /// Without shielded outputs the note tree stays as it is. With them its new root is taken on trust: the tree itself is not kept (the limitation is
    /// the one of unverified proofs, chain reference §13.A).
    /// </summary>
    private Verdict CheckSaplingRoot()
    {
        if (!FollowsSaplingRoot || AddsNotes()) return Verdict.Ok;
        var root = _state.SaplingRoot.IsZero ? EmptySaplingRoot : _state.SaplingRoot;
        return _block.Header.StateRoot == root ? Verdict.Ok : Verdict.Fail(RejectTable.BadSaplingRoot);
    }

    private bool FollowsSaplingRoot => _network.StateRoot == StateRootRule.SaplingTree && _network.Upgrades.Acadia.IsActiveAt(_height);

    private bool AddsNotes() => _block.Transactions.Any(transaction => transaction.Shielded is { Outputs.IsEmpty: false });

    private static Amount ShieldedDelta(Transaction transaction)
    {
        if (transaction.Shielded is not { } parts) return Amount.Zero;
        var delta = Amount.Zero - parts.ValueBalance;
        foreach (var joinSplit in parts.JoinSplits) delta += joinSplit.PublicOld - joinSplit.PublicNew;
        return delta;
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
            SaplingRoot = FollowsSaplingRoot ? _block.Header.StateRoot : Hash256.Zero,
            Totals = NextTotals(),
        };
        if (!next.Totals.AreConserved) return ConnectResult.Refused(Verdict.Fail(RejectTable.MoneyNotConserved, next.Totals.ToString()));
        var undo = new BlockUndo
        {
            Spent = _spent.ToImmutable(),
            RunOuts = _runOuts.ToImmutable(),
            Nodes = editor.Before,
            Delegates = editor.DelegatesBefore,
            SaplingRoot = _state.SaplingRoot,
            Totals = _state.Totals,
        };
        return new ConnectResult
        {
            Verdict = Verdict.Ok,
            Next = next,
            Coins = _coins.Changes,
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
            Shielded = _state.Totals.Shielded + _shieldedDelta,
        };
    }
}
