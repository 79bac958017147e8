using System.Runtime.CompilerServices;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.FluxNodes;

/// <summary>What the chain knows of one FluxNode (chain reference §8.4). Immutable; equal when all fields are.</summary>
public sealed record FluxNodeRecord
{
    // A box, not a nullable struct: many threads may ask, and 33 bytes do not change at once.
    private StrongBox<Hash256>? _leaf;

    /// <summary>The locked output: the node's identity.</summary>
    public required OutPoint Collateral { get; init; }

    /// <summary>Where it stands.</summary>
    public required NodeState State { get; init; }

    /// <summary>By the collateral's value.</summary>
    public required Tier Tier { get; init; }

    /// <summary>Value of the collateral.</summary>
    public required Amount CollateralValue { get; init; }

    /// <summary>Height of its START.</summary>
    public required int AddedHeight { get; init; }

    /// <summary>Height of its first confirm; 0 before.</summary>
    public int ConfirmedHeight { get; init; }

    /// <summary>Height of its last confirm; 0 before.</summary>
    public int LastConfirmedHeight { get; init; }

    /// <summary>Height at which it was last paid; 0 before.</summary>
    public int LastPaidHeight { get; init; }

    /// <summary>5 or 6: version of its START.</summary>
    public required int TransactionVersion { get; init; }

    /// <summary>Feature bits of a version 6 START; 0 in version 5.</summary>
    public int Features { get; init; }

    /// <summary>Key that owns the collateral; empty for a P2SH node.</summary>
    public ReadOnlyMemory<byte> CollateralPubKey { get; init; }

    /// <summary>Key of the node itself, which signs its CONFIRMs.</summary>
    public ReadOnlyMemory<byte> NodePubKey { get; init; }

    /// <summary>Multisig script of a P2SH node; empty otherwise.</summary>
    public ReadOnlyMemory<byte> RedeemScript { get; init; }

    /// <summary>Address text of the last confirm, as bytes: consensus never parses it. Empty before the first.</summary>
    public ReadOnlyMemory<byte> Ip { get; init; }

    /// <summary>What coinbases pay it with.</summary>
    public required Script PayeeScript { get; init; }

    /// <summary>Started by a foundation key: paid only while its collateral is unspent (main, before version 6).</summary>
    public bool PaidWhileUnspentOnly { get; init; }

    /// <summary>Leaf of header field 4; computed once.</summary>
    public Hash256 Leaf => (_leaf ??= new StrongBox<Hash256>(StateRoot.LeafOf(this))).Value;

    // The cached leaf must not travel into a changed copy.
    private FluxNodeRecord(FluxNodeRecord original)
    {
        Collateral = original.Collateral;
        State = original.State;
        Tier = original.Tier;
        CollateralValue = original.CollateralValue;
        AddedHeight = original.AddedHeight;
        ConfirmedHeight = original.ConfirmedHeight;
        LastConfirmedHeight = original.LastConfirmedHeight;
        LastPaidHeight = original.LastPaidHeight;
        TransactionVersion = original.TransactionVersion;
        Features = original.Features;
        CollateralPubKey = original.CollateralPubKey;
        NodePubKey = original.NodePubKey;
        RedeemScript = original.RedeemScript;
        Ip = original.Ip;
        PayeeScript = original.PayeeScript;
        PaidWhileUnspentOnly = original.PaidWhileUnspentOnly;
    }

    /// <summary>All fields equal, byte by byte.</summary>
    public bool Equals(FluxNodeRecord? other) =>
        other is not null
        && (Collateral, State, Tier, CollateralValue) == (other.Collateral, other.State, other.Tier, other.CollateralValue)
        && (AddedHeight, ConfirmedHeight, LastConfirmedHeight, LastPaidHeight)
            == (other.AddedHeight, other.ConfirmedHeight, other.LastConfirmedHeight, other.LastPaidHeight)
        && (TransactionVersion, Features, PaidWhileUnspentOnly) == (other.TransactionVersion, other.Features, other.PaidWhileUnspentOnly)
        && PayeeScript == other.PayeeScript
        && CollateralPubKey.Span.SequenceEqual(other.CollateralPubKey.Span)
        && NodePubKey.Span.SequenceEqual(other.NodePubKey.Span)
        && RedeemScript.Span.SequenceEqual(other.RedeemScript.Span)
        && Ip.Span.SequenceEqual(other.Ip.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Collateral, State, AddedHeight, LastConfirmedHeight, LastPaidHeight);
}
