using System.Buffers.Binary;

namespace Flux.Primitives.Shielded;

/// <summary>A Sprout JoinSplit: 1802 bytes with a PHGR13 proof, 1698 with a Groth16 proof (overwintered version ≥ 4; chain reference §6.2).</summary>
public sealed class JoinSplit(ReadOnlyMemory<byte> bytes)
{
    /// <summary>Size with a PHGR13 proof.</summary>
    public const int SizePhgr13 = 1802;

    /// <summary>Size with a Groth16 proof.</summary>
    public const int SizeGroth16 = 1698;

    /// <summary>All bytes as on the wire.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.Span;

    /// <summary>Value that enters the pool.</summary>
    public Amount PublicOld => new(BinaryPrimitives.ReadInt64LittleEndian(bytes.Span));

    /// <summary>Value that leaves the pool.</summary>
    public Amount PublicNew => new(BinaryPrimitives.ReadInt64LittleEndian(bytes.Span[8..]));

    /// <summary>Root of the Sprout note tree.</summary>
    public Hash256 Anchor => new(bytes.Span.Slice(16, 32));

    /// <summary>First and second nullifier.</summary>
    public Hash256 Nullifier(int index) => new(bytes.Span.Slice(48 + (32 * index), 32));

    /// <summary>First and second note commitment.</summary>
    public Hash256 Commitment(int index) => new(bytes.Span.Slice(112 + (32 * index), 32));
}
