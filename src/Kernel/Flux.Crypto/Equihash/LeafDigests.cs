using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
    private readonly bool _lanes;

    internal LeafDigests(EquihashParameters parameters, ReadOnlySpan<byte> input140, bool lanes)
    {
        var hash = new Blake2b(parameters.Personalization, parameters.DigestBytes);
        hash.Update(input140);
        hash.Take(out _midstate, out _block, out _, out _);
        _lanes = lanes;
    }

    /// <summary>Writes the states of the numbered digests, <see cref="Stride"/> bytes each.</summary>
    internal void Write(ReadOnlySpan<uint> numbers, Span<byte> digests)
    {
        int done = 0;
        Span<ulong> states = MemoryMarshal.Cast<byte, ulong>(digests);
        for (; _lanes && done + Blake2bLanes.Lanes <= numbers.Length; done += Blake2bLanes.Lanes)
        {
            ReadOnlySpan<uint> n = numbers.Slice(done, Blake2bLanes.Lanes);
            Vector256<ulong> words = Vector256.Create(Word(n[0]), Word(n[1]), Word(n[2]), Word(n[3]));
            Blake2bLanes.Finish(_midstate, _block, NumberWord, words, InputAndNumberBytes, states.Slice(8 * done, 8 * Blake2bLanes.Lanes));
        }

        for (; done < numbers.Length; done++)
        {
            WriteOne(numbers[done], digests.Slice(done * Stride, Stride));
        }
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
