using System.Runtime.InteropServices;
using Flux.Crypto.Equihash;

namespace Flux.Mining.Solver;

/// <summary>
/// Finds all solutions of one Equihash puzzle by Wagner's algorithm: K rounds, each of which pairs rows that agree in
/// their leading collision word. Rows keep references to their parents instead of index lists; lists are unfolded only
/// for rows that survive to the end. Not thread-safe; one instance per thread, reused for many nonces.
/// </summary>
/// <remarks>Sets up to 128 bits (48,5 · 96,5 · 125,4); the wider ones of early main blocks are not mined here.</remarks>
public sealed class EquihashSolver
{
    private const int BytesPerRow = 16 + 8;

    private readonly EquihashParameters _parameters;
    private readonly int[] _bucketStarts;
    private readonly List<RowReference[]> _parents = [];
    private Row[] _rows = [];
    private Row[] _sorted = [];

    private EquihashSolver(EquihashParameters parameters)
    {
        _parameters = parameters;
        _bucketStarts = new int[(1 << parameters.CollisionBits) + 1];
    }

    /// <summary>Bytes that a solver of this set takes at its peak, before anything is allocated.</summary>
    public static long RequiredBytes(EquihashParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        // Two row tables of a round, one reference table per round, the bucket table; rounds hold about as many rows as there are leaves.
        return (long)parameters.LeafCount * ((2 * BytesPerRow) + (8L * parameters.K)) * 5 / 4 + (4L << parameters.CollisionBits);
    }

    /// <summary>Whether this solver can work on the set.</summary>
    public static bool Supports(EquihashParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.N <= 128;
    }

    /// <summary>A solver for <paramref name="parameters"/>; null when <see cref="Supports"/> says no.</summary>
    public static EquihashSolver? TryCreate(EquihashParameters parameters) => Supports(parameters) ? new EquihashSolver(parameters) : null;

    /// <summary>
    /// Calls <paramref name="found"/> with every packed solution of the 140-byte input; it returns true to stop. Every
    /// solution has been verified by the kernel. Returns the number of solutions reported.
    /// </summary>
    public int Solve(ReadOnlySpan<byte> input140, Func<byte[], bool> found, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(found);
        _parents.Clear();
        _rows = FirstRows(input140);
        for (var round = 1; round <= _parameters.K; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            _rows = Collide(_rows, isLast: round == _parameters.K, cancellation);
            if (_rows.Length == 0) return 0;
        }
        return Report(input140, found);
    }

    private Row[] FirstRows(ReadOnlySpan<byte> input140)
    {
        var leaves = new EquihashLeaves(_parameters, input140);
        int size = _parameters.HashBytes, digest = _parameters.DigestBytes, perDigest = _parameters.HashesPerDigest;
        var rows = new Row[_parameters.LeafCount];
        const int Batch = 256;
        var buffer = new byte[Batch * digest];
        for (var next = 0; next < rows.Length; next += Batch * perDigest)
        {
            leaves.FillDigests((uint)(next / perDigest), buffer);
            for (var i = 0; i < Batch * perDigest && next + i < rows.Length; i++)
            {
                rows[next + i] = new Row(ReadLeftAligned(buffer.AsSpan(i * size, size)), (uint)(next + i));
            }
        }
        return rows;
    }

    private static UInt128 ReadLeftAligned(ReadOnlySpan<byte> hash)
    {
        UInt128 value = 0;
        foreach (var b in hash) value = (value << 8) | b;
        return value << (128 - (8 * hash.Length));
    }

    private Row[] Collide(Row[] rows, bool isLast, CancellationToken cancellation)
    {
        SortByLeadingWord(rows);
        var width = _parameters.CollisionBits;
        // Bits below N never take part: a leaf's last bits are padding.
        var significant = UInt128.MaxValue << (128 - (_parameters.N - (width * _parents.Count)));
        var next = new List<Row>(rows.Length);
        var references = new List<RowReference>(rows.Length);
        for (var bucket = 0; bucket + 1 < _bucketStarts.Length; bucket++)
        {
            if ((bucket & 0xffff) == 0) cancellation.ThrowIfCancellationRequested();
            for (var left = _bucketStarts[bucket]; left < _bucketStarts[bucket + 1]; left++)
            {
                for (var right = left + 1; right < _bucketStarts[bucket + 1]; right++)
                {
                    var rest = ((_sorted[left].Words ^ _sorted[right].Words) & significant) << width;
                    // An all-zero remainder before the end is almost always one leaf list used twice.
                    if (rest == 0 != isLast) continue;
                    next.Add(new Row(rest, (uint)references.Count));
                    references.Add(new RowReference(_sorted[left].Reference, _sorted[right].Reference));
                }
            }
        }
        _parents.Add([.. references]);
        return [.. next];
    }

    private void SortByLeadingWord(Row[] rows)
    {
        var shift = 128 - _parameters.CollisionBits;
        Array.Clear(_bucketStarts);
        foreach (ref readonly var row in rows.AsSpan()) _bucketStarts[(int)(row.Words >> shift) + 1]++;
        for (var i = 1; i < _bucketStarts.Length; i++) _bucketStarts[i] += _bucketStarts[i - 1];
        if (_sorted.Length < rows.Length) _sorted = new Row[rows.Length];
        for (var i = rows.Length - 1; i >= 0; i--) _sorted[--_bucketStarts[(int)(rows[i].Words >> shift) + 1]] = rows[i];
        // Filling from the end moved every start one slot to the left.
        for (var i = 0; i + 1 < _bucketStarts.Length; i++) _bucketStarts[i] = _bucketStarts[i + 1];
        _bucketStarts[^1] = rows.Length;
    }

    private int Report(ReadOnlySpan<byte> input140, Func<byte[], bool> found)
    {
        var reported = 0;
        var seen = new HashSet<string>();
        var indices = new uint[_parameters.IndexCount];
        foreach (ref readonly var row in _rows.AsSpan())
        {
            Unfold(_parents.Count - 1, row.Reference, indices);
            if (HasDuplicates(indices)) continue;
            var solution = new byte[_parameters.SolutionBytes];
            EquihashIndices.Pack(_parameters, indices, solution);
            if (!seen.Add(Convert.ToBase64String(solution)) || !EquihashVerifier.Verify(_parameters, input140, solution)) continue;
            reported++;
            if (found(solution)) break;
        }
        return reported;
    }

    /// <summary>Writes the leaves below a row, ordered as the verifier wants: in every pair the list with the smaller first index comes first.</summary>
    private void Unfold(int round, uint reference, Span<uint> indices)
    {
        if (round < 0)
        {
            indices[0] = reference;
            return;
        }
        var (left, right) = _parents[round][reference];
        var half = indices.Length / 2;
        Unfold(round - 1, left, indices[..half]);
        Unfold(round - 1, right, indices[half..]);
        if (indices[0] <= indices[half]) return;
        Span<uint> swap = stackalloc uint[half];
        indices[..half].CopyTo(swap);
        indices[half..].CopyTo(indices);
        swap.CopyTo(indices[half..]);
    }

    private static bool HasDuplicates(ReadOnlySpan<uint> indices)
    {
        Span<uint> sorted = stackalloc uint[indices.Length];
        indices.CopyTo(sorted);
        sorted.Sort();
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] == sorted[i - 1]) return true;
        }
        return false;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private readonly record struct Row(UInt128 Words, uint Reference);

    private readonly record struct RowReference(uint Left, uint Right);
}
