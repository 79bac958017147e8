using System.Numerics;
using Flux.Crypto.Equihash;

namespace Flux.Mining.Solver;

/// <summary>
/// How the rows of one parameter set lie in memory, computed before anything is taken. Even levels live in one table of slots, odd ones in
/// another: a row of level ℓ + 2 overwrites the digest bytes of level ℓ, which nobody needs any more, and leaves the references of all
/// earlier levels beside it where they are. A slot so stays as wide as its first row, as digests shrink by about what references add.
/// </summary>
internal sealed class SolverLayout
{
    /// <summary>Slots that a worker takes from a bucket at a time.</summary>
    internal const int Chunk = 8;

    private const int LeafNumberBytes = 3;

    private readonly LevelShape[] _levels;

    internal SolverLayout(EquihashParameters parameters, int workers)
    {
        Parameters = parameters;
        Workers = workers;
        BucketBits = BucketBitsOf(parameters.CollisionBits);
        Capacity = CapacityOf(parameters, BucketBits, workers);
        var pairBits = 64 - BitOperations.LeadingZeroCount((ulong)Capacity * (ulong)(Capacity - 1) / 2);
        TreeBytes = Math.Max(4, (BucketBits + pairBits + 7) / 8);
        LeafSpareBits = parameters.IndexBits > 8 * LeafNumberBytes ? BucketBits % 8 : 0;
        PaddedHashBytes = Math.Max(parameters.HashBytes, FirstByte(parameters.K - 1) + 4);
        _levels = [.. Enumerable.Range(0, parameters.K).Select(Shape)];
        EvenSlotBytes = _levels.Where((_, level) => level % 2 == 0).Max(shape => shape.End);
        OddSlotBytes = _levels.Where((_, level) => level % 2 == 1).Max(shape => shape.End);
    }

    public EquihashParameters Parameters { get; }

    /// <summary>Threads that work on one nonce together.</summary>
    public int Workers { get; }

    /// <summary>A bucket is chosen by this many leading bits of the collision word.</summary>
    public int BucketBits { get; }

    public int BucketCount => 1 << BucketBits;

    /// <summary>Bits of the collision word that remain to be compared inside a bucket.</summary>
    public int KeyBits => Parameters.CollisionBits - BucketBits;

    /// <summary>Slots of a bucket; a multiple of <see cref="Chunk"/>. Rows beyond it are dropped.</summary>
    public int Capacity { get; }

    /// <summary>Bytes of a reference: bucket of the level before and number of the pair in it.</summary>
    public int TreeBytes { get; }

    /// <summary>Bits of a leaf number that stand above the digest in its first byte, where the bucket makes those digest bits redundant.</summary>
    public int LeafSpareBits { get; }

    /// <summary>Bytes of a leaf's digest, padded so that the last level's rows have four.</summary>
    public int PaddedHashBytes { get; }

    public int EvenSlotBytes { get; }

    public int OddSlotBytes { get; }

    /// <summary>Bytes of both slot tables, the larger part of what is taken.</summary>
    public long TableBytes => (long)BucketCount * Capacity * (EvenSlotBytes + OddSlotBytes);

    /// <summary>Bytes of the counters: two sides, shared ones and one set a worker.</summary>
    public long CounterBytes => 2L * (1 + Workers) * BucketCount * sizeof(uint);

    /// <summary>All that a solver takes outside the managed heap, in bytes; the workers' own tables (below 1 MB each) come on top.</summary>
    public long TotalBytes => TableBytes + CounterBytes + NativeBlock.Slack;

    public LevelShape Level(int level) => _levels[level];

    /// <summary>Bytes of a slot of the table in which this level lives.</summary>
    public int SlotBytes(int level) => level % 2 == 0 ? EvenSlotBytes : OddSlotBytes;

    /// <summary>The digest byte in which the first bit behind the bucket's bits lies.</summary>
    private int FirstByte(int level) => ((Parameters.CollisionBits * level) + BucketBits) / 8;

    private LevelShape Shape(int level)
    {
        var first = FirstByte(level);
        var tree = TreeOffset(level);
        var next = (Parameters.CollisionBits * (level + 1)) - (8 * first);
        return new LevelShape
        {
            TreeOffset = tree,
            HashOffset = tree + (level == 0 ? LeafNumberBytes : TreeBytes),
            HashBytes = PaddedHashBytes - first,
            KeyShift = 32 - (((Parameters.CollisionBits * level) + BucketBits) % 8) - KeyBits,
            NextWordByte = next / 8,
            NextBucketShift = 32 - (next % 8) - BucketBits,
            Skip = FirstByte(level + 1) - first,
        };
    }

    private int TreeOffset(int level) => level switch
    {
        0 => 0,
        // The byte behind the leaf number belongs to it where it holds spare bits.
        _ when level % 2 == 0 => LeafNumberBytes + (LeafSpareBits > 0 ? 1 : 0) + (((level / 2) - 1) * TreeBytes),
        _ => level / 2 * TreeBytes,
    };

    /// <summary>
    /// As few buckets as let one of them lie in a processor's second cache: each is a place that is written to, in turn with all others. In the
    /// large sets 8,192 keys a bucket, in the others 1,024.
    /// </summary>
    private static int BucketBitsOf(int collisionBits) => collisionBits >= 24 ? collisionBits - 13 : Math.Max(0, collisionBits - 10);

    /// <summary>
    /// Room for the mean, three standard deviations of one bucket, and how far the number of all rows may wander: a deviation of one
    /// level is doubled by the next. Dropping a few rows loses a solution now and then and nothing else.
    /// </summary>
    private static int CapacityOf(EquihashParameters parameters, int bucketBits, int workers)
    {
        var mean = parameters.LeafCount >> bucketBits;
        var wander = Math.Pow(2, parameters.K - 1) / Math.Sqrt(parameters.LeafCount);
        var room = mean + (3 * Math.Sqrt(mean)) + (wander * mean * (parameters.K > 5 ? 1 : 3)) + (Chunk * workers);
        return ((int)room + Chunk) / Chunk * Chunk;
    }
}
