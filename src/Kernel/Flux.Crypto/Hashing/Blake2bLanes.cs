using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Flux.Crypto.Hashing;

/// <summary>
/// Finishes several BLAKE2b hashes at once, one in each 64-bit lane, whose last blocks have sixteen bytes and differ in the second
/// word: what Equihash's leaves do. The twin of <see cref="Blake2bScalar"/>.
/// </summary>
internal static class Blake2bLanes
{
    /// <summary>
    /// Where the two words that are not zero come in, two bits for each of a round's sixteen places. Asking at every place costs a
    /// predicted branch, less than adding the fourteen zeros.
    /// </summary>
    private static readonly uint[] Places = FindPlaces();

    /// <summary>
    /// Compresses the last block for every lane: sixteen bytes, <paramref name="first"/> shared and <paramref name="second"/> one word a lane,
    /// and zeros. <paramref name="states"/> receives the final chaining values, eight words a lane, lane after lane.
    /// </summary>
    [SkipLocalsInit]
    internal static void Finish<TLanes>(in Blake2bState midstate, ulong first, ReadOnlySpan<ulong> second, ulong counter, Span<ulong> states)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        Span<TLanes> h = stackalloc TLanes[8];
        Compress(midstate, TLanes.Broadcast(first), MemoryMarshal.Read<TLanes>(MemoryMarshal.AsBytes(second)), counter, h);
        TLanes.WriteByLane(h, states);
    }

    /// <remarks>Never inlined: where the runtime profiles, it would be, and what that makes is too large for the small methods to be inlined too.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Compress<TLanes>(in Blake2bState h, TLanes first, TLanes second, ulong counter, Span<TLanes> words)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        ReadOnlySpan<ulong> iv = Blake2bState.Iv;
        ReadOnlySpan<uint> places = Places;
        TLanes v0 = TLanes.Broadcast(h[0]), v1 = TLanes.Broadcast(h[1]), v2 = TLanes.Broadcast(h[2]), v3 = TLanes.Broadcast(h[3]);
        TLanes v4 = TLanes.Broadcast(h[4]), v5 = TLanes.Broadcast(h[5]), v6 = TLanes.Broadcast(h[6]), v7 = TLanes.Broadcast(h[7]);
        TLanes v8 = TLanes.Broadcast(iv[0]), v9 = TLanes.Broadcast(iv[1]), v10 = TLanes.Broadcast(iv[2]), v11 = TLanes.Broadcast(iv[3]);
        TLanes v12 = TLanes.Broadcast(iv[4] ^ counter), v13 = TLanes.Broadcast(iv[5]);
        TLanes v14 = TLanes.Broadcast(~iv[6]), v15 = TLanes.Broadcast(iv[7]);

        foreach (uint p in places)
        {
            Mix(ref v0, ref v4, ref v8, ref v12, first, second, p >> 0);
            Mix(ref v1, ref v5, ref v9, ref v13, first, second, p >> 4);
            Mix(ref v2, ref v6, ref v10, ref v14, first, second, p >> 8);
            Mix(ref v3, ref v7, ref v11, ref v15, first, second, p >> 12);
            Mix(ref v0, ref v5, ref v10, ref v15, first, second, p >> 16);
            Mix(ref v1, ref v6, ref v11, ref v12, first, second, p >> 20);
            Mix(ref v2, ref v7, ref v8, ref v13, first, second, p >> 24);
            Mix(ref v3, ref v4, ref v9, ref v14, first, second, p >> 28);
        }

        words[0] = TLanes.Broadcast(h[0]) ^ v0 ^ v8;
        words[1] = TLanes.Broadcast(h[1]) ^ v1 ^ v9;
        words[2] = TLanes.Broadcast(h[2]) ^ v2 ^ v10;
        words[3] = TLanes.Broadcast(h[3]) ^ v3 ^ v11;
        words[4] = TLanes.Broadcast(h[4]) ^ v4 ^ v12;
        words[5] = TLanes.Broadcast(h[5]) ^ v5 ^ v13;
        words[6] = TLanes.Broadcast(h[6]) ^ v6 ^ v14;
        words[7] = TLanes.Broadcast(h[7]) ^ v7 ^ v15;
    }

    /// <param name="a">Changed, as are <paramref name="b"/>, <paramref name="c"/> and <paramref name="d"/>.</param>
    /// <param name="b">See above.</param>
    /// <param name="c">See above.</param>
    /// <param name="d">See above.</param>
    /// <param name="first">Word 0 of the block.</param>
    /// <param name="second">Word 1 of the block.</param>
    /// <param name="places">Bits 0 and 1: whether they come in first; bits 2 and 3: whether in the middle.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix<TLanes>(ref TLanes a, ref TLanes b, ref TLanes c, ref TLanes d, TLanes first, TLanes second, uint places)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if ((places & 1) != 0)
        {
            a += first;
        }

        if ((places & 2) != 0)
        {
            a += second;
        }

        a += b;
        d = TLanes.RotateRight32(d ^ a);
        c += d;
        b = TLanes.RotateRight24(b ^ c);
        if ((places & 4) != 0)
        {
            a += first;
        }

        if ((places & 8) != 0)
        {
            a += second;
        }

        a += b;
        d = TLanes.RotateRight16(d ^ a);
        c += d;
        b = TLanes.RotateRight63(b ^ c);
    }

    private static uint[] FindPlaces()
    {
        var places = new uint[Blake2bScalar.Rounds];
        for (int i = 0; i < Blake2bScalar.Sigma.Length; i++)
        {
            int word = Blake2bScalar.Sigma[i];
            if (word < 2)
            {
                places[i / Blake2bWords.Count] |= 1u << ((2 * (i % Blake2bWords.Count)) + word);
            }
        }

        return places;
    }
}
