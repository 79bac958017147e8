using Flux.Primitives.Wire;

namespace Flux.Primitives;

/// <summary>
/// A block header: 108 common bytes and a proof-of-work tail (nonce, solution) or, from version 100, a proof-of-node
/// tail (collateral, signature) (chain reference §3.1).
/// </summary>
public sealed record BlockHeader
{
    /// <summary>From this version on the tail is that of proof of node.</summary>
    public const int FirstPonVersion = 100;

    private BlockHash _hash;
    private bool _hasHash;

    /// <summary>Header field 1.</summary>
    public required int Version { get; init; }

    /// <summary>Header field 2.</summary>
    public required BlockHash Previous { get; init; }

    /// <summary>Header field 3: root over the transaction ids.</summary>
    public required Hash256 MerkleRoot { get; init; }

    /// <summary>Header field 4: final Sapling root on main and test, root of the node records after the parent on our own networks.</summary>
    public required Hash256 StateRoot { get; init; }

    /// <summary>Header field 5: Unix seconds.</summary>
    public required uint Time { get; init; }

    /// <summary>Header field 6: compact target.</summary>
    public required uint Bits { get; init; }

    /// <summary>Proof of work: 32 bytes.</summary>
    public Hash256 Nonce { get; init; }

    /// <summary>Proof of work: the Equihash solution.</summary>
    public ReadOnlyMemory<byte> Solution { get; init; }

    /// <summary>Proof of node: collateral of the producer.</summary>
    public OutPoint ProducerCollateral { get; init; }

    /// <summary>Proof of node: signature, outside the hash.</summary>
    public ReadOnlyMemory<byte> ProducerSignature { get; init; }

    /// <summary>Version ≥ 100.</summary>
    public bool IsProofOfNode => Version >= FirstPonVersion;

    /// <summary>dSHA256 of the header (without the producer's signature); computed once, by any thread.</summary>
    public BlockHash Hash
    {
        get
        {
            // Two threads may both compute it: they store the same bytes, and nobody reads them before the flag.
            if (Volatile.Read(ref _hasHash)) return _hash;
            _hash = BlockCodec.ComputeHash(this);
            Volatile.Write(ref _hasHash, true);
            return _hash;
        }
    }

    /// <summary>A header to be filled by its initialiser.</summary>
    public BlockHeader()
    {
    }

    // The cached hash must not travel into a changed copy.
    private BlockHeader(BlockHeader original)
    {
        Version = original.Version;
        Previous = original.Previous;
        MerkleRoot = original.MerkleRoot;
        StateRoot = original.StateRoot;
        Time = original.Time;
        Bits = original.Bits;
        Nonce = original.Nonce;
        Solution = original.Solution;
        ProducerCollateral = original.ProducerCollateral;
        ProducerSignature = original.ProducerSignature;
    }

    /// <summary>Same hash and same signature bytes.</summary>
    public bool Equals(BlockHeader? other) =>
        other is not null && Hash == other.Hash && ProducerSignature.Span.SequenceEqual(other.ProducerSignature.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode();
}
