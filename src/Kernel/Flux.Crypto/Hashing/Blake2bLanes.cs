using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Flux.Crypto.Hashing;

/// <summary>
/// Finishes several BLAKE2b hashes at once, one in each 64-bit lane, whose last blocks differ in a single word: what Equihash's
/// leaves do. The twin of <see cref="Blake2bScalar"/>.
/// </summary>
internal static class Blake2bLanes
{
    /// <summary>
    /// Compresses the last block for every lane. <paramref name="varying"/> (one word a lane) replaces word
    /// <paramref name="varyingIndex"/> of <paramref name="block"/>; <paramref name="states"/> receives the final chaining values, eight
    /// words a lane, lane after lane.
    /// </summary>
    [SkipLocalsInit]
    internal static void Finish<TLanes>(
        in Blake2bState midstate, in Blake2bWords block, int varyingIndex, ReadOnlySpan<ulong> varying, ulong counter, Span<ulong> states)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        Span<TLanes> m = stackalloc TLanes[Blake2bWords.Count];
        for (int i = 0; i < m.Length; i++)
        {
            m[i] = TLanes.Broadcast(block[i]);
        }

        m[varyingIndex] = MemoryMarshal.Read<TLanes>(MemoryMarshal.AsBytes(varying));
        Span<TLanes> h = stackalloc TLanes[8];
        Compress(midstate, ref MemoryMarshal.GetReference(m), counter, h);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<TLanes, ulong>(h);
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            for (int word = 0; word < 8; word++)
            {
                states[(8 * lane) + word] = words[(TLanes.Count * word) + lane];
            }
        }
    }

    /// <remarks>Safe: <paramref name="m"/> is the first of sixteen vectors, and the order table holds numbers below sixteen.</remarks>
    private static void Compress<TLanes>(in Blake2bState h, ref TLanes m, ulong counter, Span<TLanes> words)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        ReadOnlySpan<ulong> iv = Blake2bState.Iv;
        TLanes v0 = TLanes.Broadcast(h[0]), v1 = TLanes.Broadcast(h[1]), v2 = TLanes.Broadcast(h[2]), v3 = TLanes.Broadcast(h[3]);
        TLanes v4 = TLanes.Broadcast(h[4]), v5 = TLanes.Broadcast(h[5]), v6 = TLanes.Broadcast(h[6]), v7 = TLanes.Broadcast(h[7]);
        TLanes v8 = TLanes.Broadcast(iv[0]), v9 = TLanes.Broadcast(iv[1]), v10 = TLanes.Broadcast(iv[2]), v11 = TLanes.Broadcast(iv[3]);
        TLanes v12 = TLanes.Broadcast(iv[4] ^ counter), v13 = TLanes.Broadcast(iv[5]);
        TLanes v14 = TLanes.Broadcast(~iv[6]), v15 = TLanes.Broadcast(iv[7]);

        for (int round = 0; round < Blake2bScalar.Rounds; round++)
        {
            ReadOnlySpan<byte> s = Blake2bScalar.Sigma.Slice(16 * round, 16);
            Mix(ref v0, ref v4, ref v8, ref v12, ref m, s[0], s[1]);
            Mix(ref v1, ref v5, ref v9, ref v13, ref m, s[2], s[3]);
            Mix(ref v2, ref v6, ref v10, ref v14, ref m, s[4], s[5]);
            Mix(ref v3, ref v7, ref v11, ref v15, ref m, s[6], s[7]);
            Mix(ref v0, ref v5, ref v10, ref v15, ref m, s[8], s[9]);
            Mix(ref v1, ref v6, ref v11, ref v12, ref m, s[10], s[11]);
            Mix(ref v2, ref v7, ref v8, ref v13, ref m, s[12], s[13]);
            Mix(ref v3, ref v4, ref v9, ref v14, ref m, s[14], s[15]);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix<TLanes>(ref TLanes a, ref TLanes b, ref TLanes c, ref TLanes d, ref TLanes m, byte x, byte y)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        a = a + Unsafe.Add(ref m, (nint)x) + b;
        d = TLanes.RotateRight32(d ^ a);
        c += d;
        b = TLanes.RotateRight24(b ^ c);
        a = a + Unsafe.Add(ref m, (nint)y) + b;
        d = TLanes.RotateRight16(d ^ a);
        c += d;
        b = TLanes.RotateRight63(b ^ c);
    }
}
