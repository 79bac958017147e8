using System.Buffers.Binary;

namespace Flux.Mining.Solver;

/// <summary>
/// One worker's search for rows of a bucket with equal keys. Per key a chain of the rows seen, the last first. Its first links are followed
/// without asking whether they are there: a processor guesses the length of a chain wrongly about every second time, which costs more than
/// writing a pair that is then not counted.
/// </summary>
internal sealed unsafe class KeyChains(SolverLayout layout)
{
    /// <summary>Links followed blindly; one chain in twenty is longer.</summary>
    private const int Blind = 3;

    private const int MostPairs = 4096;

    /// <summary>The last row seen with a key, as slot + 1; 0: none.</summary>
    private readonly ushort[] _heads = new ushort[1 << layout.KeyBits];

    /// <summary>Before each row (slot + 1) the one seen before it with the same key. Entry 0 ends every chain and leads to itself.</summary>
    private readonly ushort[] _before = new ushort[layout.Capacity + 1];

    private readonly uint[] _pairs = new uint[MostPairs + layout.Capacity];

    private int _next;

    /// <summary>Begins a bucket.</summary>
    public void Start()
    {
        Array.Clear(_heads);
        _next = 0;
    }

    /// <summary>
    /// Goes on in the bucket and returns pairs of slots, the later row's in the upper half; empty when there are no more.
    /// </summary>
    /// <remarks>
    /// Safe: keys are masked to the length of the heads; chains hold rows of this bucket, below its count and so within the links. A row has
    /// fewer partners than the bucket has slots, so that the pairs of the last row looked at fit behind <see cref="MostPairs"/>.
    /// </remarks>
    public ReadOnlySpan<uint> Next(byte* rows, int stride, int count, int keyShift)
    {
        var keyMask = (uint)_heads.Length - 1;
        var (found, next) = (0, _next);
        fixed (ushort* heads = _heads, before = _before)
        fixed (uint* pairs = _pairs)
        {
            var row = rows + ((nint)next * stride);
            for (; next < count && found < MostPairs - Blind; next++, row += stride)
            {
                var key = (BinaryPrimitives.ReverseEndianness(*(uint*)row) >> keyShift) & keyMask;
                var high = (uint)next << 16;
                uint other = heads[key];
                before[next + 1] = (ushort)other;
                heads[key] = (ushort)(next + 1);
                for (var link = 0; link < Blind; link++)
                {
                    pairs[found] = high | (other - 1 & 0xffff);
                    found += other != 0 ? 1 : 0;
                    other = before[other];
                }
                for (; other != 0; other = before[other]) pairs[found++] = high | (other - 1);
            }
        }
        _next = next;
        return _pairs.AsSpan(0, found);
    }
}
