using System.Collections.Concurrent;
using Flux.Consensus.Rejects;
using Flux.Primitives;

namespace Flux.P2P.Tests.Support;

/// <summary>A pool in memory: takes what spends known transactions.</summary>
internal sealed class MemoryPool : IMempoolPort
{
    /// <summary>Transactions with this lock time are refused.</summary>
    public const uint BadLockTime = 666;

    /// <summary>An id that counts as mined, so that its outputs can be spent.</summary>
    public static TxId Mined { get; } = new(TestBlocks.Fill(0x11));

    private static readonly Reject BadTransaction = new("bad-test-tx", RejectKind.Invalid, 100, "test", true);

    private readonly ConcurrentDictionary<TxId, Transaction> _transactions = new();
    private readonly ConcurrentQueue<TxId> _order = new();
    private readonly ConcurrentDictionary<TxId, bool> _own = new();

    public void AddOwn(Transaction transaction)
    {
        _own[transaction.Id] = true;
        Add(transaction);
    }

    public bool Knows(TxId id) => id == Mined || _transactions.ContainsKey(id);

    public Transaction? Find(TxId id) => _transactions.GetValueOrDefault(id);

    public IReadOnlyList<TxId> Ids(int max) => [.. _order.Take(max)];

    public IReadOnlyList<TxId> OwnIds() => [.. _own.Keys];

    public Task<TransactionOutcome> SubmitAsync(Transaction transaction, CancellationToken cancellationToken) => Task.FromResult(Submit(transaction));

    private TransactionOutcome Submit(Transaction transaction)
    {
        if (_transactions.ContainsKey(transaction.Id)) return new TransactionOutcome(TransactionOutcomeKind.Known);
        if (transaction.LockTime == BadLockTime) return new TransactionOutcome(TransactionOutcomeKind.Refused, Verdict.Fail(BadTransaction));
        if (transaction.Inputs.Any(input => !Knows(input.PreviousOutput.Transaction))) return new TransactionOutcome(TransactionOutcomeKind.MissingInputs);
        Add(transaction);
        return new TransactionOutcome(TransactionOutcomeKind.Accepted);
    }

    private void Add(Transaction transaction)
    {
        if (_transactions.TryAdd(transaction.Id, transaction)) _order.Enqueue(transaction.Id);
    }
}
