namespace Flux.Mining.Solver;

/// <summary>
/// Where the parts of a row lie at one level of Wagner's algorithm. A level-ℓ row stands in a bucket that its first bits of word ℓ chose;
/// it keeps the digest's bytes from the one in which the next bit lies.
/// </summary>
internal readonly record struct LevelShape
{
    /// <summary>Offset, in the slot, of the reference to the row's parents (of the leaf number at level 0).</summary>
    public required int TreeOffset { get; init; }

    /// <summary>Offset, in the slot, of the digest bytes. They follow the reference directly.</summary>
    public required int HashOffset { get; init; }

    /// <summary>How many digest bytes there are, at least four.</summary>
    public required int HashBytes { get; init; }

    /// <summary>Right shift that brings the rest of word ℓ (without the bucket's bits) to the end of the first 32 bits.</summary>
    public required int KeyShift { get; init; }

    /// <summary>Byte of the row where word ℓ + 1 begins.</summary>
    public required int NextWordByte { get; init; }

    /// <summary>Right shift that brings the first bits of word ℓ + 1, the next bucket, to the end of the 32 bits at <see cref="NextWordByte"/>.</summary>
    public required int NextBucketShift { get; init; }

    /// <summary>Bytes that the next level drops from the front.</summary>
    public required int Skip { get; init; }

    /// <summary>First byte behind the row in its slot.</summary>
    public int End => HashOffset + HashBytes;
}
