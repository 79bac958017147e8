namespace Flux.Primitives.FluxNodes;

/// <summary>
/// START: puts a collateral on the list of nodes waiting to confirm. Version 5, or version 6 with feature bits
/// (chain reference §6.3, §6.4). The signature is not part of the transaction id.
/// </summary>
public sealed record StartTransaction : FluxNodePayload
{
    /// <summary>The type byte.</summary>
    public const sbyte TypeByte = 2;

    /// <inheritdoc/>
    public override sbyte Type => TypeByte;

    /// <summary>Version 6 only: bit 0 normal, bit 1 P2SH, bit 8 delegates. Zero in version 5.</summary>
    public int Features { get; init; }

    /// <summary>Key that owns the collateral (normal layout); empty in the P2SH layout.</summary>
    public ReadOnlyMemory<byte> CollateralPubKey { get; init; }

    /// <summary>Key of the node itself, which signs its CONFIRMs.</summary>
    public ReadOnlyMemory<byte> NodePubKey { get; init; }

    /// <summary>Multisig script that owns the collateral (P2SH layout); empty otherwise.</summary>
    public ReadOnlyMemory<byte> RedeemScript { get; init; }

    /// <summary>Unix seconds at which it was signed.</summary>
    public uint SigTime { get; init; }

    /// <summary>65-byte recoverable signature over the display id; not hashed.</summary>
    public ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>Present when the delegates bit is set; hashed.</summary>
    public DelegateData? Delegates { get; init; }

    /// <summary>The version 6 P2SH layout is on the wire when bit 1 is set, even together with bit 0.</summary>
    public bool HasP2shLayout => (Features & FeatureP2sh) != 0;

    /// <summary>P2SH by meaning: bit 1 without bit 0. With both bits it is neither kind and no signature can be right (chain reference §6.4).</summary>
    public bool IsP2sh => (Features & (FeatureNormal | FeatureP2sh)) == FeatureP2sh;

    /// <summary>Normal by meaning in version 6: bit 0 without bit 1.</summary>
    public bool IsNormal => (Features & (FeatureNormal | FeatureP2sh)) == FeatureNormal;

    /// <summary>The delegates bit; says nothing about whether the data is valid.</summary>
    public bool HasDelegates => (Features & FeatureDelegates) != 0;

    /// <summary>Feature bit 0.</summary>
    public const int FeatureNormal = 1;

    /// <summary>Feature bit 1.</summary>
    public const int FeatureP2sh = 2;

    /// <summary>Feature bit 8.</summary>
    public const int FeatureDelegates = 0x100;
}
