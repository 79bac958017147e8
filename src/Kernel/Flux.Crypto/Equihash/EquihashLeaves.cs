using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Flux.Crypto.Hashing;

namespace Flux.Crypto.Equihash;

/// <summary>
/// The leaf hashes of one puzzle: BLAKE2b over the 140-byte input and a counter, cut into slices (reference §4.2). Made once per
/// nonce; the input's compression is shared by all leaves. Immutable, so several solver threads can read one instance.
/// </summary>
public sealed class EquihashLeaves
{
    /// <summary>Header without solution (108 bytes) and nonce (32 bytes).</summary>
    public const int InputBytes = 140;

    /// <summary>Distance of hashes in <see cref="WriteRows"/>; a hash has at most 25 bytes.</summary>
    public const int RowBytes = 32;

    /// <summary>Digests computed into one stack buffer; a multiple of the group size.</summary>
    private const int Chunk = 2 * RunningSum.GroupSize;

    private readonly LeafDigests _digests;
    private readonly Vector256<byte> _hashMask;

    /// <summary>Absorbs the input.</summary>
    public EquihashLeaves(EquihashParameters parameters, ReadOnlySpan<byte> input140)
        : this(parameters, input140, LaneWidths.Best)
    {
    }

    /// <summary>Absorbs the input and chooses the implementation.</summary>
    internal EquihashLeaves(EquihashParameters parameters, ReadOnlySpan<byte> input140, LaneWidth width)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNotEqual(input140.Length, InputBytes, nameof(input140));
        Parameters = parameters;
        _digests = new LeafDigests(parameters, input140, width);
        _hashMask = Vector256.LessThan(Vector256<byte>.Indices, Vector256.Create((byte)parameters.HashBytes));
    }

    /// <summary>The parameter set.</summary>
    public EquihashParameters Parameters { get; }

    /// <summary>Writes the hash of one leaf (<see cref="EquihashParameters.HashBytes"/> bytes).</summary>
    public void WriteHash(uint index, Span<byte> hash)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, Parameters.HashBytes, nameof(hash));
        Span<byte> row = stackalloc byte[RowBytes];
        WriteRows([index], row);
        row[..hash.Length].CopyTo(hash);
    }

    /// <summary>Writes the hashes of any leaves, one a row of <see cref="RowBytes"/> with zeros behind it.</summary>
    public void WriteRows(ReadOnlySpan<uint> indices, Span<byte> rows)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, indices.Length * RowBytes, nameof(rows));
        while (!indices.IsEmpty)
        {
            int count = Math.Min(indices.Length, Chunk);
            WriteChunk(indices[..count], rows[..(count * RowBytes)]);
            indices = indices[count..];
            rows = rows[(count * RowBytes)..];
        }
    }

    /// <summary>
    /// Fills a run of digests: <paramref name="digests"/> holds a whole number of digests of
    /// <see cref="EquihashParameters.DigestBytes"/>; digest g contains the leaves g·per … g·per + per − 1 in order. The first number
    /// must be a multiple of 16, which lets ZelHash's sums be built up instead of recomputed.
    /// </summary>
    public void FillDigests(uint firstDigest, Span<byte> digests)
    {
        int size = Parameters.DigestBytes;
        ArgumentOutOfRangeException.ThrowIfNotEqual(firstDigest % RunningSum.GroupSize, 0u, nameof(firstDigest));
        ArgumentOutOfRangeException.ThrowIfNotEqual(digests.Length % size, 0, nameof(digests));
        Span<uint> numbers = stackalloc uint[Chunk];
        Span<byte> states = stackalloc byte[Chunk * LeafDigests.Stride];
        while (!digests.IsEmpty)
        {
            int count = Math.Min(digests.Length / size, Chunk);
            for (int i = 0; i < count; i++)
            {
                numbers[i] = firstDigest++;
            }

            _digests.Write(numbers[..count], states);
            CopyDigests(states[..(count * LeafDigests.Stride)], digests);
            digests = digests[(count * size)..];
        }
    }

    private void CopyDigests(Span<byte> states, Span<byte> digests)
    {
        if (Parameters.IsTwisted)
        {
            RunningSum.Accumulate(states);
        }

        int size = Parameters.DigestBytes, at = 0;
        // Whole states while there is room: what is too much is overwritten by the next one, and the fixed length makes one move of each.
        while (!states.IsEmpty && digests.Length - at >= LeafDigests.Stride)
        {
            states[..LeafDigests.Stride].CopyTo(digests[at..]);
            states = states[LeafDigests.Stride..];
            at += size;
        }

        for (; !states.IsEmpty; states = states[LeafDigests.Stride..])
        {
            states[..size].CopyTo(digests[at..]);
            at += size;
        }
    }

    [SkipLocalsInit]
    private void WriteChunk(ReadOnlySpan<uint> indices, Span<byte> rows)
    {
        uint per = (uint)Parameters.HashesPerDigest;
        Span<uint> numbers = stackalloc uint[Chunk];
        Span<int> places = stackalloc int[Chunk];
        // One row more than is used: a row is copied whole, also where the hash ends with the last digest.
        Span<byte> states = stackalloc byte[(Chunk * LeafDigests.Stride) + RowBytes];
        numbers = numbers[..indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            (numbers[i], uint slice) = Math.DivRem(indices[i], per);
            places[i] = (i * LeafDigests.Stride) + ((int)slice * Parameters.HashBytes);
        }

        if (Parameters.IsTwisted)
        {
            WriteSums(numbers, states[..(Chunk * LeafDigests.Stride)]);
        }
        else
        {
            _digests.Write(numbers, states);
        }

        for (int i = 0; i < indices.Length; i++)
        {
            (Vector256.Create<byte>(states[places[i]..]) & _hashMask).CopyTo(rows[(i * RowBytes)..]);
        }
    }

    /// <summary>The twisted digests of scattered numbers: the members of all their groups go through the hash in full batches.</summary>
    private void WriteSums(ReadOnlySpan<uint> numbers, Span<byte> sums)
    {
        Span<uint> members = stackalloc uint[Chunk];
        Span<byte> owners = stackalloc byte[Chunk];
        sums.Clear();
        int used = 0;
        for (int i = 0; i < numbers.Length; i++)
        {
            for (uint g = RunningSum.FirstOf(numbers[i]); g <= numbers[i]; g++)
            {
                members[used] = g;
                owners[used++] = (byte)i;
                if (used == Chunk)
                {
                    AddTo(sums, members, owners);
                    used = 0;
                }
            }
        }

        AddTo(sums, members[..used], owners[..used]);
        RunningSum.ClearUnusedBits(sums);
    }

    private void AddTo(Span<byte> sums, ReadOnlySpan<uint> members, ReadOnlySpan<byte> owners)
    {
        Span<byte> states = stackalloc byte[Chunk * LeafDigests.Stride];
        _digests.Write(members, states);
        for (int i = 0; i < members.Length; i++)
        {
            RunningSum.Add(sums.Slice(owners[i] * LeafDigests.Stride, LeafDigests.Stride), states.Slice(i * LeafDigests.Stride, LeafDigests.Stride));
        }
    }
}
