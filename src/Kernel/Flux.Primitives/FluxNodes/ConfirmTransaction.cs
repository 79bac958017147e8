namespace Flux.Primitives.FluxNodes;

/// <summary>CONFIRM: a started node shows that it lives, or renews that (chain reference §6.3). Signatures are not part of the id.</summary>
public sealed record ConfirmTransaction : FluxNodePayload
{
    /// <summary>The type byte.</summary>
    public const sbyte TypeByte = 4;

    /// <summary>First confirm after a START.</summary>
    public const sbyte UpdateTypeInitial = 0;

    /// <summary>A renewal.</summary>
    public const sbyte UpdateTypeUpdate = 1;

    /// <inheritdoc/>
    public override sbyte Type => TypeByte;

    /// <summary>Unix seconds at which the node signed.</summary>
    public uint SigTime { get; init; }

    /// <summary>Tier the benchmark vouches for: 1 Cumulus, 2 Nimbus, 3 Stratus.</summary>
    public sbyte BenchmarkTier { get; init; }

    /// <summary>Unix seconds at which the benchmark signed.</summary>
    public uint BenchmarkSigTime { get; init; }

    /// <summary>0 first confirm, 1 update.</summary>
    public sbyte UpdateType { get; init; }

    /// <summary>Address text, as bytes: consensus never parses it.</summary>
    public ReadOnlyMemory<byte> Ip { get; init; }

    /// <summary>65-byte recoverable signature by the node key; not hashed.</summary>
    public ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>65-byte recoverable signature of the voucher; not hashed.</summary>
    public ReadOnlyMemory<byte> BenchmarkSignature { get; init; }
}
