using System.Collections.Immutable;
using Flux.Primitives;

namespace Flux.Chain.Mempool;

/// <summary>A transaction on its way through the filters, with what they found out. For one thread.</summary>
internal sealed class PoolCandidate(Transaction transaction, TransactionOrigin origin)
{
    public Transaction Transaction { get; } = transaction;

    public TransactionOrigin Origin { get; } = origin;

    /// <summary>The sender knows that the fee is high.</summary>
    public bool AllowsAbsurdFee { get; init; }

    /// <summary>Its signatures were found good before, under the same rules.</summary>
    public bool SignaturesAreKnown { get; init; }

    /// <summary>It was in the pool or in a block before the tip moved: its age and fee are not judged again.</summary>
    public bool IsReturning { get; init; }

    /// <summary>When it came, if that was not now: it is read from mempool.dat.</summary>
    public DateTimeOffset? Time { get; init; }

    public int Size { get; } = transaction.Size;

    /// <summary>The coins of its inputs, in order.</summary>
    public ImmutableArray<Coin> Spent { get; set; } = [];

    /// <summary>What it pays; with an escrow coin, what it still pays at its expiry height.</summary>
    public Amount Fee { get; set; }

    /// <summary>Signature operations as blocks count them.</summary>
    public int SigOps { get; set; }

    /// <summary>Its outputs as coins of the next block.</summary>
    public ImmutableArray<Coin> Outputs { get; set; } = [];

    /// <summary>The waiting FluxNode transaction whose place it takes.</summary>
    public PoolEntry? Replaces { get; set; }
}
