namespace Flux.Primitives.Shielded;

/// <summary>A Sapling output, 948 bytes: cv, cm, ephemeral key (32 each), ciphertexts 580 + 80, proof 192 (chain reference §6.2).</summary>
public sealed class OutputDescription(ReadOnlyMemory<byte> bytes)
{
    /// <summary>Size on the wire.</summary>
    public const int Size = 948;

    /// <summary>All bytes as on the wire.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.Span;

    /// <summary>Commitment to the note's value.</summary>
    public ReadOnlySpan<byte> ValueCommitment => bytes.Span[..32];

    /// <summary>Public key for the note's encryption.</summary>
    public ReadOnlySpan<byte> EphemeralKey => bytes.Span.Slice(64, 32);

    /// <summary>The note commitment that is appended to the tree.</summary>
    public Hash256 Commitment => new(bytes.Span.Slice(32, 32));
}
