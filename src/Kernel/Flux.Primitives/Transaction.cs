using System.Collections.Immutable;
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

    private TxId? _id;

    /// <summary>Low 31 bits of the header word, read as a signed number when not overwintered.</summary>
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

    /// <summary>dSHA256 of the serialization without FluxNode signatures; computed once.</summary>
    public TxId Id => _id ??= TransactionCodec.ComputeId(this);

    /// <summary>The transaction as on the wire.</summary>
    public byte[] ToBytes() => TransactionCodec.ToBytes(this);
}
