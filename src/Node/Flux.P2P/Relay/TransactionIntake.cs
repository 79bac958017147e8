using System.Collections.Immutable;
using Flux.P2P.Peers;
using Flux.P2P.Sync;
using Flux.P2P.Wire;
using Flux.Primitives;
using Microsoft.Extensions.Logging;

namespace Flux.P2P.Relay;

/// <summary>Announced and sent transactions. Judging runs in the session of the peer that sent them.</summary>
internal sealed partial class TransactionIntake(
    IChainPort chain, CatchUp catchUp, IMempoolPort mempool, NetworkLoop loop, PeerTable peers, Conduct conduct, TransactionRequests requests,
    OrphanTransactions orphans, TransactionRelay relay,
    ILogger<TransactionIntake> log)
{
    private readonly RecentSet<TxId> _refused = new(20_000);
    private BlockHash _refusedAtTip;
    private int _parentsMayHaveCome;

    /// <summary>Those of the ids that neither the pool nor the chain has, as far as can be told; any thread.</summary>
    public IReadOnlyList<TxId> UnknownOf(IEnumerable<TxId> ids) => [.. ids.Where(id => !mempool.Knows(id))];

    /// <summary>A peer has these, of which some are unknown; runs in the loop.</summary>
    public void OnAnnounced(Peer peer, IReadOnlyList<TxId> ids, IReadOnlyList<TxId> unknown)
    {
        foreach (var id in ids) peer.Inventory.Known.Add(id);
        if (catchUp.IsRunning) return;
        ForgetRefusedOnNewTip();
        requests.Ask(peer, unknown.Where(id => !_refused.Contains(id) && !orphans.Contains(id)));
    }

    /// <summary>A transaction came, and with it perhaps the parent of others; runs in the session.</summary>
    public async Task OnTransactionAsync(Peer peer, Transaction transaction, CancellationToken cancellationToken)
    {
        if (!await loop.AskAsync(() => IsWorthJudging(peer, transaction), cancellationToken).ConfigureAwait(false)) return;
        await JudgeAsync([(peer, transaction)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Once a second: orphans whose parent came in a block or from this node; runs beside the loop.</summary>
    public async Task RetryOrphansAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _parentsMayHaveCome, 0) == 0) return;
        try
        {
            var ready = await loop.AskAsync(() => orphans.TakeThoseWith(mempool.Knows), cancellationToken).ConfigureAwait(false);
            await JudgeAsync(ready, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The chain can do no more; it says so itself, and the node ends.
            LogNotJudged(error.Message);
        }
    }

    /// <summary>The tip or the pool has changed without a peer's doing; any thread.</summary>
    public void ParentsMayHaveCome() => Volatile.Write(ref _parentsMayHaveCome, 1);

    private async Task JudgeAsync(IEnumerable<(Peer Peer, Transaction Transaction)> first, CancellationToken cancellationToken)
    {
        var work = new Queue<(Peer Peer, Transaction Transaction)>(first);
        while (work.TryDequeue(out var next))
        {
            var outcome = await mempool.SubmitAsync(next.Transaction, cancellationToken).ConfigureAwait(false);
            var children = await loop.AskAsync(() => Conclude(next.Peer, next.Transaction, outcome), cancellationToken).ConfigureAwait(false);
            foreach (var child in children) work.Enqueue(child);
        }
    }

    private bool IsWorthJudging(Peer peer, Transaction transaction)
    {
        requests.Arrived(transaction.Id);
        peer.Inventory.Known.Add(transaction.Id);
        ForgetRefusedOnNewTip();
        return !catchUp.IsRunning && !_refused.Contains(transaction.Id);
    }

    /// <summary>Returns the orphans that can be judged now.</summary>
    private IReadOnlyList<(Peer, Transaction)> Conclude(Peer peer, Transaction transaction, TransactionOutcome outcome)
    {
        switch (outcome.Kind)
        {
            case TransactionOutcomeKind.Accepted:
                relay.Announce(transaction.Id);
                return orphans.TakeChildren(transaction.Id);
            case TransactionOutcomeKind.Known:
                return orphans.TakeChildren(transaction.Id);
            case TransactionOutcomeKind.MissingInputs:
                Keep(peer, transaction);
                return [];
            case TransactionOutcomeKind.Dropped:
                Remember(transaction);
                return [];
            default:
                Refuse(peer, transaction, outcome);
                return [];
        }
    }

    private void Keep(Peer peer, Transaction transaction)
    {
        if (!peers.Contains(peer) || !orphans.Add(peer, transaction)) return;
        var parents = transaction.Inputs.Select(input => input.PreviousOutput.Transaction).Distinct();
        requests.Ask(peer, parents.Where(id => !orphans.Contains(id) && !mempool.Knows(id)));
    }

    /// <summary>The id of a FluxNode transaction does not cover its signatures: another with the same id may be good (chain reference §13.22b).</summary>
    private void Remember(Transaction transaction)
    {
        if (!transaction.IsFluxNode) _refused.Add(transaction.Id);
    }

    private void Refuse(Peer peer, Transaction transaction, TransactionOutcome outcome)
    {
        Remember(transaction);
        if (outcome.Verdict.Reject is not { } reject) return;
        peer.Connection.Send(new RejectMessage(TxMessage.Name, (RejectCode)reject.Kind, outcome.Verdict.Message, transaction.Id.Value));
        conduct.Penalize(peer, reject.LooseScore, outcome.Verdict.Message);
    }

    private void ForgetRefusedOnNewTip()
    {
        var tip = chain.View.Tip.Hash;
        if (tip == _refusedAtTip) return;
        _refusedAtTip = tip;
        _refused.Clear();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Orphans could not be judged: {Reason}")]
    private partial void LogNotJudged(string reason);
}
