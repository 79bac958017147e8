namespace Flux.Primitives.Shielded;

/// <summary>A Sapling spend, 384 bytes: cv, anchor, nullifier, rk (32 each), proof 192, spendAuthSig 64 (chain reference §6.2).</summary>
public sealed class SpendDescription(ReadOnlyMemory<byte> bytes)
{
    /// <summary>Size on the wire.</summary>
    public const int Size = 384;

    /// <summary>All bytes as on the wire.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.Span;

    /// <summary>Commitment to the note's value.</summary>
    public ReadOnlySpan<byte> ValueCommitment => bytes.Span[..32];

    /// <summary>Root of the note tree the spend refers to.</summary>
    public Hash256 Anchor => new(bytes.Span.Slice(32, 32));

    /// <summary>Marks the note as spent.</summary>
    public Hash256 Nullifier => new(bytes.Span.Slice(64, 32));

    /// <summary>Key that signs the spend, randomised.</summary>
    public ReadOnlySpan<byte> RandomizedKey => bytes.Span.Slice(96, 32);

    /// <summary>The spend authorisation: signature by <see cref="RandomizedKey"/>.</summary>
    public ReadOnlySpan<byte> Signature => bytes.Span.Slice(320, 64);

    /// <summary>cv, anchor, nullifier, rk and proof: what the signature hash covers (§6.7).</summary>
    public ReadOnlySpan<byte> SignedPart => bytes.Span.Slice(0, 320);
}
