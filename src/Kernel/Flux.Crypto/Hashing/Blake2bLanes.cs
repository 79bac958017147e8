using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Flux.Crypto.Hashing;

/// <summary>
/// Finishes four BLAKE2b hashes at once, one in each 64-bit lane, whose last blocks differ in a single word: what Equihash's
/// leaves do. The twin of <see cref="Blake2bScalar"/>.
/// </summary>
internal static class Blake2bLanes
{
    /// <summary>Hashes computed together.</summary>
    internal const int Lanes = 4;

    /// <summary>Whether four lanes pay on this machine.</summary>
    internal static bool IsSupported => Vector256.IsHardwareAccelerated;

    /// <summary>
    /// Compresses the last block for every lane. <paramref name="varying"/> replaces word <paramref name="varyingIndex"/> of
    /// <paramref name="block"/>; <paramref name="states"/> receives the final chaining values, eight words a lane, lane after lane.
    /// </summary>
    [SkipLocalsInit]
    internal static void Finish(
        in Blake2bState midstate, in Blake2bWords block, int varyingIndex, Vector256<ulong> varying, ulong counter, Span<ulong> states)
    {
        Span<Vector256<ulong>> m = stackalloc Vector256<ulong>[Blake2bWords.Count];
        for (int i = 0; i < m.Length; i++)
        {
            m[i] = Vector256.Create(block[i]);
        }

        m[varyingIndex] = varying;
        Span<Vector256<ulong>> words = stackalloc Vector256<ulong>[8];
        Compress(midstate, ref MemoryMarshal.GetReference(m), counter, words);
        for (int word = 0; word < 8; word++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                states[(8 * lane) + word] = words[word][lane];
            }
        }
    }

    /// <remarks>Safe: <paramref name="m"/> is the first of sixteen vectors, and the order table holds numbers below sixteen.</remarks>
    private static void Compress(in Blake2bState h, ref Vector256<ulong> m, ulong counter, Span<Vector256<ulong>> words)
    {
        ReadOnlySpan<ulong> iv = Blake2bState.Iv;
        Vector256<ulong> v0 = Vector256.Create(h[0]), v1 = Vector256.Create(h[1]), v2 = Vector256.Create(h[2]), v3 = Vector256.Create(h[3]);
        Vector256<ulong> v4 = Vector256.Create(h[4]), v5 = Vector256.Create(h[5]), v6 = Vector256.Create(h[6]), v7 = Vector256.Create(h[7]);
        Vector256<ulong> v8 = Vector256.Create(iv[0]), v9 = Vector256.Create(iv[1]);
        Vector256<ulong> v10 = Vector256.Create(iv[2]), v11 = Vector256.Create(iv[3]);
        Vector256<ulong> v12 = Vector256.Create(iv[4] ^ counter), v13 = Vector256.Create(iv[5]);
        Vector256<ulong> v14 = Vector256.Create(~iv[6]), v15 = Vector256.Create(iv[7]);

        for (int round = 0; round < Blake2bScalar.Rounds; round++)
        {
            ReadOnlySpan<byte> s = Blake2bScalar.Sigma.Slice(16 * round, 16);
            Mix(ref v0, ref v4, ref v8, ref v12, Unsafe.Add(ref m, (nint)s[0]), Unsafe.Add(ref m, (nint)s[1]));
            Mix(ref v1, ref v5, ref v9, ref v13, Unsafe.Add(ref m, (nint)s[2]), Unsafe.Add(ref m, (nint)s[3]));
            Mix(ref v2, ref v6, ref v10, ref v14, Unsafe.Add(ref m, (nint)s[4]), Unsafe.Add(ref m, (nint)s[5]));
            Mix(ref v3, ref v7, ref v11, ref v15, Unsafe.Add(ref m, (nint)s[6]), Unsafe.Add(ref m, (nint)s[7]));
            Mix(ref v0, ref v5, ref v10, ref v15, Unsafe.Add(ref m, (nint)s[8]), Unsafe.Add(ref m, (nint)s[9]));
            Mix(ref v1, ref v6, ref v11, ref v12, Unsafe.Add(ref m, (nint)s[10]), Unsafe.Add(ref m, (nint)s[11]));
            Mix(ref v2, ref v7, ref v8, ref v13, Unsafe.Add(ref m, (nint)s[12]), Unsafe.Add(ref m, (nint)s[13]));
            Mix(ref v3, ref v4, ref v9, ref v14, Unsafe.Add(ref m, (nint)s[14]), Unsafe.Add(ref m, (nint)s[15]));
        }

        words[0] = Vector256.Create(h[0]) ^ v0 ^ v8;
        words[1] = Vector256.Create(h[1]) ^ v1 ^ v9;
        words[2] = Vector256.Create(h[2]) ^ v2 ^ v10;
        words[3] = Vector256.Create(h[3]) ^ v3 ^ v11;
        words[4] = Vector256.Create(h[4]) ^ v4 ^ v12;
        words[5] = Vector256.Create(h[5]) ^ v5 ^ v13;
        words[6] = Vector256.Create(h[6]) ^ v6 ^ v14;
        words[7] = Vector256.Create(h[7]) ^ v7 ^ v15;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(
        ref Vector256<ulong> a, ref Vector256<ulong> b, ref Vector256<ulong> c, ref Vector256<ulong> d, Vector256<ulong> x, Vector256<ulong> y)
    {
        a += b + x;
        d = RotateRight(d ^ a, 32);
        c += d;
        b = RotateRight(b ^ c, 24);
        a += b + y;
        d = RotateRight(d ^ a, 16);
        c += d;
        b = RotateRight(b ^ c, 63);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> RotateRight(Vector256<ulong> value, [ConstantExpected] byte bits)
    {
        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.RotateRight(value, bits);
        }

        if (Avx2.IsSupported && bits == 32)
        {
            return Avx2.Shuffle(value.AsUInt32(), 0b10_11_00_01).AsUInt64();
        }

        if (Avx2.IsSupported && bits is 24 or 16)
        {
            return Avx2.Shuffle(value.AsByte(), bits == 24 ? ByteOrder24 : ByteOrder16).AsUInt64();
        }

        return (value >>> bits) | (value << (64 - bits));
    }

    private static Vector256<byte> ByteOrder24 => Vector256.Create(
        (byte)3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10, 3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10);

    private static Vector256<byte> ByteOrder16 => Vector256.Create(
        (byte)2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15, 8, 9, 2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15, 8, 9);
}
