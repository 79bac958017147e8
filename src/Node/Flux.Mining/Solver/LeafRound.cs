using System.Buffers.Binary;
using Flux.Crypto.Equihash;

namespace Flux.Mining.Solver;

/// <summary>Level 0: hashes all leaves and sows them into buckets by the first bits of their first word.</summary>
internal static unsafe class LeafRound
{
    /// <summary>Digests made at a time; a multiple of 16, as <see cref="EquihashLeaves.FillDigests"/> wants.</summary>
    private const int Run = 512;

    internal static int Units(EquihashParameters parameters) => (DigestCount(parameters) + Run - 1) / Run;

    /// <summary>Bytes of the buffer that a worker lends.</summary>
    internal static int BufferBytes(EquihashParameters parameters) => Run * parameters.DigestBytes;

    /// <summary>Sows the leaves of one run.</summary>
    internal static void Sow(EquihashLeaves leaves, SolverLayout layout, in RowWriter writer, byte[] buffer, int unit)
    {
        leaves.FillDigests((uint)unit * Run, buffer);
        var bytes = layout.Level(0).HashBytes;
        if (layout.PaddedHashBytes > layout.Parameters.HashBytes) SowPadded(layout, writer, buffer, unit);
        else if (bytes >= 16) Sow<WideRow>(layout, writer, buffer, unit);
        else Sow<MiddleRow>(layout, writer, buffer, unit);
    }

    private static int DigestCount(EquihashParameters parameters) => (parameters.LeafCount + parameters.HashesPerDigest - 1) / parameters.HashesPerDigest;

    /// <remarks>Safe: reads <c>HashBytes</c> bytes of the hash that starts at <c>i · HashBytes</c> in the buffer, and zeros.</remarks>
    private static void Sow<TRow>(SolverLayout layout, in RowWriter writer, byte[] buffer, int unit)
        where TRow : unmanaged, IRow<TRow>
    {
        var zeros = stackalloc byte[32];
        new Span<byte>(zeros, 32).Clear();
        var shape = layout.Level(0);
        int size = layout.Parameters.HashBytes, skip = size - shape.HashBytes, bucketShift = 32 - layout.BucketBits, spare = layout.LeafSpareBits;
        var own = (byte)(0xff >> spare);
        var first = unit * Run * layout.Parameters.HashesPerDigest;
        var count = Math.Min(buffer.Length / size, layout.Parameters.LeafCount - first);
        fixed (byte* hashes = buffer)
        {
            for (var i = 0; i < count; i++)
            {
                var hash = hashes + (i * size);
                var slot = writer.Next(BinaryPrimitives.ReverseEndianness(*(uint*)hash) >> bucketShift);
                if (slot == null) continue;
                var leaf = (uint)(first + i);
                *(uint*)slot = leaf;
                TRow.Xor(hash + skip, zeros, shape.HashBytes).Store(slot + shape.HashOffset, shape.HashBytes);
                if (spare != 0) slot[shape.HashOffset] = (byte)((uint)(slot[shape.HashOffset] & own) | (leaf >> 24 << (8 - spare)));
            }
        }
    }

    /// <summary>The smallest set, whose rows need zeros behind them and which has one bucket.</summary>
    private static void SowPadded(SolverLayout layout, in RowWriter writer, byte[] buffer, int unit)
    {
        var shape = layout.Level(0);
        int size = layout.Parameters.HashBytes, skip = layout.PaddedHashBytes - shape.HashBytes;
        var first = unit * Run * layout.Parameters.HashesPerDigest;
        var count = Math.Min(buffer.Length / size, layout.Parameters.LeafCount - first);
        for (var i = 0; i < count; i++)
        {
            var hash = buffer.AsSpan(i * size, size);
            var slot = writer.Next(layout.BucketBits == 0 ? 0 : BinaryPrimitives.ReadUInt32BigEndian(hash) >> (32 - layout.BucketBits));
            if (slot == null) continue;
            *(uint*)slot = (uint)(first + i);
            var row = new Span<byte>(slot + shape.HashOffset, shape.HashBytes);
            row.Clear();
            hash[skip..].CopyTo(row);
        }
    }
}
