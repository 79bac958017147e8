using System.Runtime.InteropServices;
using Flux.Crypto.Hashing;

namespace Flux.Crypto.Equihash;

/// <summary>
/// The plain BLAKE2b digests of one puzzle by number, many at once. The 140 input bytes end twelve bytes into the second block, so the
/// number is the upper half of that block's second word and everything else is shared.
/// </summary>
internal sealed class LeafDigests
{
    /// <summary>Digests are written this many bytes apart, also the shorter ones: 64-byte states, of which the digest is the front.</summary>
    internal const int Stride = 64;

    private const int NumberWord = 1;
    private const int NumberShift = 32;
    private const ulong InputAndNumberBytes = 144;

    private readonly Blake2bState _midstate;
    private readonly Blake2bWords _block;
    private readonly LaneWidth _width;

    internal LeafDigests(EquihashParameters parameters, ReadOnlySpan<byte> input140, LaneWidth width)
    {
        var hash = new Blake2b(parameters.Personalization, parameters.DigestBytes);
        hash.Update(input140);
        hash.Take(out _midstate, out _block, out _, out _);
        _width = width;
    }

    /// <summary>Writes the states of the numbered digests, <see cref="Stride"/> bytes each.</summary>
    internal void Write(ReadOnlySpan<uint> numbers, Span<byte> digests)
    {
        int done = _width switch
        {
            LaneWidth.Eight => WriteBatches<Lanes8>(numbers, digests),
            LaneWidth.Four => WriteBatches<Lanes4>(numbers, digests),
            LaneWidth.Two => WriteBatches<Lanes2>(numbers, digests),
            _ => 0,
        };
        for (; done < numbers.Length; done++)
        {
            WriteOne(numbers[done], digests.Slice(done * Stride, Stride));
        }
    }

    /// <summary>Writes as many as fill whole vectors, and the rest too if it is worth a vector. Returns how many are done.</summary>
    private int WriteBatches<TLanes>(ReadOnlySpan<uint> numbers, Span<byte> digests)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        Span<ulong> words = stackalloc ulong[TLanes.Count], spare = stackalloc ulong[8 * TLanes.Count];
        Span<ulong> states = MemoryMarshal.Cast<byte, ulong>(digests);
        int done = 0;
        while (numbers.Length - done > 1)
        {
            int count = Math.Min(TLanes.Count, numbers.Length - done);
            for (int i = 0; i < count; i++)
            {
                words[i] = Word(numbers[done + i]);
            }

            Span<ulong> output = count == TLanes.Count ? states.Slice(8 * done, 8 * count) : spare;
            Blake2bLanes.Finish<TLanes>(_midstate, _block[0], words, InputAndNumberBytes, output);
            if (count < TLanes.Count)
            {
                spare[..(8 * count)].CopyTo(states[(8 * done)..]);
            }

            done += count;
        }

        return done;
    }

    private void WriteOne(uint number, Span<byte> digest)
    {
        Blake2bState state = _midstate;
        Blake2bWords block = _block;
        block[NumberWord] = Word(number);
        Blake2bScalar.Compress(ref state, block, InputAndNumberBytes, last: true);
        state.Write(digest);
    }

    private ulong Word(uint number) => _block[NumberWord] | ((ulong)number << NumberShift);
}
