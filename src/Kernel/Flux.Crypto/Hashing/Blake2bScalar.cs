using System.Numerics;
using System.Runtime.CompilerServices;

namespace Flux.Crypto.Hashing;

/// <summary>The BLAKE2b compression function, one lane (RFC 7693 §3.2).</summary>
internal static class Blake2bScalar
{
    internal const int Rounds = 12;

    /// <summary>Message word order of the twelve rounds; rounds 10 and 11 repeat 0 and 1.</summary>
    internal static ReadOnlySpan<byte> Sigma =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
        11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
        7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
        9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
        2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
        12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
        13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
        6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
        10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
    ];

    /// <summary>Folds one block of sixteen words into the state. <paramref name="counter"/> counts the bytes including this block.</summary>
    internal static void Compress(ref Blake2bState state, in Blake2bWords m, ulong counter, bool last)
    {
        ReadOnlySpan<ulong> iv = Blake2bState.Iv;
        ulong v0 = state[0], v1 = state[1], v2 = state[2], v3 = state[3];
        ulong v4 = state[4], v5 = state[5], v6 = state[6], v7 = state[7];
        ulong v8 = iv[0], v9 = iv[1], v10 = iv[2], v11 = iv[3];
        ulong v12 = iv[4] ^ counter, v13 = iv[5], v14 = last ? ~iv[6] : iv[6], v15 = iv[7];

        for (int round = 0; round < Rounds; round++)
        {
            ReadOnlySpan<byte> s = Sigma.Slice(16 * round, 16);
            Mix(ref v0, ref v4, ref v8, ref v12, m.At(s[0]), m.At(s[1]));
            Mix(ref v1, ref v5, ref v9, ref v13, m.At(s[2]), m.At(s[3]));
            Mix(ref v2, ref v6, ref v10, ref v14, m.At(s[4]), m.At(s[5]));
            Mix(ref v3, ref v7, ref v11, ref v15, m.At(s[6]), m.At(s[7]));
            Mix(ref v0, ref v5, ref v10, ref v15, m.At(s[8]), m.At(s[9]));
            Mix(ref v1, ref v6, ref v11, ref v12, m.At(s[10]), m.At(s[11]));
            Mix(ref v2, ref v7, ref v8, ref v13, m.At(s[12]), m.At(s[13]));
            Mix(ref v3, ref v4, ref v9, ref v14, m.At(s[14]), m.At(s[15]));
        }

        state[0] ^= v0 ^ v8;
        state[1] ^= v1 ^ v9;
        state[2] ^= v2 ^ v10;
        state[3] ^= v3 ^ v11;
        state[4] ^= v4 ^ v12;
        state[5] ^= v5 ^ v13;
        state[6] ^= v6 ^ v14;
        state[7] ^= v7 ^ v15;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(ref ulong a, ref ulong b, ref ulong c, ref ulong d, ulong x, ulong y)
    {
        a += b + x;
        d = BitOperations.RotateRight(d ^ a, 32);
        c += d;
        b = BitOperations.RotateRight(b ^ c, 24);
        a += b + y;
        d = BitOperations.RotateRight(d ^ a, 16);
        c += d;
        b = BitOperations.RotateRight(b ^ c, 63);
    }
}
