using Flux.Chain.Events;
using Flux.Consensus.Ledger;
using Flux.Consensus.Shielded;
using Flux.Consensus.Transactions;
using Flux.Primitives;

namespace Flux.Chain.Mempool;

/// <summary>
/// Keeps the pool in step with the chain: mined and conflicting transactions leave it at once, those of disconnected blocks come back when
/// selection has come to rest, and what the new tip makes invalid goes. For the writer only.
/// </summary>
internal sealed class PoolFollower(PoolContext context, PoolKeeper keeper, EventHub events, FeeEstimator fees)
{
    /// <summary>How long the id of a mined FluxNode transaction is refused: its signatures are not part of it (chain reference §6.9).</summary>
    private static readonly TimeSpan MinedNodeMemory = TimeSpan.FromMinutes(180);

    private readonly Stack<Block> _disconnected = new();

    private TransactionPool Pool => context.Pool;

    public void Connected(Block block, int height)
    {
        fees.Connected(height, Pool.Count == 0 ? [] : [.. block.Transactions.Select(transaction => Pool.Find(transaction.Id)).OfType<PoolEntry>()]);
        foreach (var transaction in block.Transactions.AsSpan()[1..])
        {
            if (transaction.IsFluxNode) context.Lately.Add(transaction.Id, MinedNodeMemory);
            Pool.ForgetDelta(transaction.Id);
            if (Pool.Count == 0) continue;
            keeper.Remove(transaction.Id, RemovalReason.Mined);
            foreach (var input in transaction.Inputs)
            {
                if (Pool.SpenderOf(input.PreviousOutput) is { } conflict) keeper.RemoveFamily(conflict.Id, RemovalReason.Conflict);
            }
            foreach (var nullifier in ShieldedNotes.NullifiersOf(transaction))
            {
                if (Pool.SpenderOf(nullifier) is { } conflict) keeper.RemoveFamily(conflict.Id, RemovalReason.Conflict);
            }
        }
    }

    public void Disconnected(Block block) => _disconnected.Push(block);

    /// <summary>Selection has come to rest.</summary>
    public void Settle(LedgerState ledger, uint medianTime)
    {
        keeper.Follow(ledger, medianTime);
        if (_disconnected.Count > 0) Rebuild(ledger.Height + 1);
        else if (Pool.Count > 0) DropInvalid(ledger.Height + 1);
    }

    private void DropInvalid(int nextHeight)
    {
        foreach (var entry in Pool.Snapshot.Entries)
        {
            if (TransactionRules.IsExpired(entry.Transaction, nextHeight)) keeper.RemoveFamily(entry.Id, RemovalReason.Expired);
            else if (entry.Transaction.IsFluxNode && !keeper.IsStillValid(entry)) keeper.Remove(entry.Id, RemovalReason.NoLongerValid);
            else if (entry.SpendsEscrow && HasLostInput(entry)) keeper.RemoveFamily(entry.Id, RemovalReason.NoLongerValid);
        }
    }

    private bool HasLostInput(PoolEntry entry) => entry.Transaction.Inputs.Any(input => context.AllCoins.Find(input.PreviousOutput) is null);

    /// <summary>After a reorganisation: first what the abandoned blocks held, oldest first, then what waited, in its order.</summary>
    private void Rebuild(int nextHeight)
    {
        var waited = Pool.Snapshot.Entries;
        foreach (var entry in waited) Pool.Remove(entry.Id, out _);
        while (_disconnected.TryPop(out var block))
        {
            foreach (var transaction in block.Transactions.Skip(1))
            {
                context.Lately.Forget(transaction.Id);
                if (keeper.Return(transaction, TransactionOrigin.DisconnectedBlock, signaturesAreKnown: false))
                    events.Publish(new TransactionAccepted(transaction, TransactionOrigin.DisconnectedBlock));
            }
        }
        foreach (var entry in waited)
        {
            var expired = TransactionRules.IsExpired(entry.Transaction, nextHeight);
            if (Pool.Find(entry.Id) is not null || (!expired && keeper.Return(entry.Transaction, entry.Origin, signaturesAreKnown: true))) continue;
            fees.Leave(entry.Id);
            events.Publish(new TransactionRemoved(entry.Transaction, expired ? RemovalReason.Expired : RemovalReason.NoLongerValid));
        }
    }
}
