using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Shielded;
using Flux.Primitives.Wire;

namespace Flux.Primitives;

/// <summary>
/// A transaction of any version (chain reference §6.1–§6.4). Immutable; bytes come from <see cref="TransactionCodec"/>.
/// Nothing here says whether it is valid.
/// </summary>
public sealed class Transaction
{
    /// <summary>Group id of version 3.</summary>
    public const uint OverwinterGroup = 0x03C48270;

    /// <summary>Group id of version 4.</summary>
    public const uint SaplingGroup = 0x892F2085;

    private byte[]? _bytes;
    private TxId _id;
    private bool _hasId;

    /// <summary>A transaction to be filled by its initialiser.</summary>
    public Transaction()
    {
    }

    /// <summary>A transaction that was just read from <paramref name="bytes"/>, which its scripts share.</summary>
    [SetsRequiredMembers]
    internal Transaction(byte[] bytes) => _bytes = bytes;

    /// <summary>Low 31 bits of the header word; never negative.</summary>
    public required int Version { get; init; }

    /// <summary>Bit 31 of the header word.</summary>
    public bool Overwintered { get; init; }

    /// <summary>Present when overwintered.</summary>
    public uint VersionGroup { get; init; }

    /// <summary>Transparent inputs.</summary>
    public ImmutableArray<TxInput> Inputs { get; init; } = [];

    /// <summary>Transparent outputs.</summary>
    public ImmutableArray<TxOutput> Outputs { get; init; } = [];

    /// <summary>Height or Unix time before which it is not final.</summary>
    public uint LockTime { get; init; }

    /// <summary>Last height that may hold it; 0 means never expires. Versions 3 and 4.</summary>
    public uint ExpiryHeight { get; init; }

    /// <summary>What is not transparent, or null.</summary>
    public ShieldedParts? Shielded { get; init; }

    /// <summary>The body of versions 5 and 6, otherwise null.</summary>
    public FluxNodePayload? FluxNode { get; init; }

    /// <summary>Version 5 or 6, not overwintered.</summary>
    public bool IsFluxNode => !Overwintered && Version is 5 or 6;

    /// <summary>One input with the null outpoint.</summary>
    public bool IsCoinbase => Inputs.Length == 1 && Inputs[0].PreviousOutput.IsNull;

    /// <summary>dSHA256 of the serialization without FluxNode signatures; computed once, by any thread.</summary>
    public TxId Id
    {
        get
        {
            // Two threads may both compute it: they store the same bytes, and nobody reads them before the flag.
            if (Volatile.Read(ref _hasId)) return _id;
            _id = TransactionCodec.ComputeId(this);
            Volatile.Write(ref _hasId, true);
            return _id;
        }
    }

    /// <summary>The transaction as on the wire, without a copy; serialized once.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes ??= TransactionCodec.Serialize(this);

    /// <summary>Length on the wire in bytes.</summary>
    public int Size => Bytes.Length;

    /// <summary>A copy of the transaction as on the wire.</summary>
    public byte[] ToBytes() => TransactionCodec.ToBytes(this);

    /// <inheritdoc/>
    public override string ToString() => Id.ToString();
}
