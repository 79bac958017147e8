using System.Collections.Immutable;
using Flux.Primitives;

namespace Flux.Chain.Mempool;

/// <summary>A waiting transaction with what is known about it. Immutable.</summary>
public sealed record PoolEntry
{
    private const int LeastCost = 4_000;

    /// <summary>It.</summary>
    public required Transaction Transaction { get; init; }

    /// <summary>Serialized size in bytes.</summary>
    public required int Size { get; init; }

    /// <summary>What its inputs are worth more than its outputs, an escrow coin counted at the transaction's expiry height.</summary>
    public required Amount Fee { get; init; }

    /// <summary>Signature operations as blocks count them.</summary>
    public required int SigOps { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Height of the tip when it came.</summary>
    public required int Height { get; init; }

    /// <summary>Number of its arrival: parents have a smaller one than their children.</summary>
    public required long Arrival { get; init; }

    /// <summary>Who brought it.</summary>
    public required TransactionOrigin Origin { get; init; }

    /// <summary>Fee added by <c>prioritisetransaction</c>, for selection only.</summary>
    public Amount FeeDelta { get; init; }

    /// <summary>Its outputs as coins of the next block: an escrow payment belongs to the payer.</summary>
    public required ImmutableArray<Coin> Outputs { get; init; }

    /// <summary>The coins of its inputs, in order.</summary>
    public required ImmutableArray<Coin> Spent { get; init; }

    /// <summary>One of its inputs is an escrow coin, which may run out.</summary>
    internal bool SpendsEscrow => Spent.Any(coin => coin.IsEscrow);

    /// <summary>What selection and eviction count as its fee; a FluxNode transaction pays none and counts as 0.01 FLUX (chain reference §6.9).</summary>
    internal Amount CountedFee => Transaction.IsFluxNode ? new Amount(Amount.Coin / 100) : new Amount(Fee.Satoshis + FeeDelta.Satoshis);

    /// <summary>What it counts against the pool's limit.</summary>
    internal long Cost => Math.Max(Size, LeastCost);

    /// <summary>Its id.</summary>
    public TxId Id => Transaction.Id;
}
