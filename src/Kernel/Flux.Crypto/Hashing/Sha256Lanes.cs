using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Flux.Crypto.Hashing;

/// <summary>
/// Double SHA-256 (FIPS 180-4) of eight 64-byte messages at once, one in each 32-bit lane: the pairs of a Merkle level. Its twin is
/// <see cref="Hashes.DoubleSha256"/>.
/// </summary>
internal static class Sha256Lanes
{
    /// <summary>Messages hashed together.</summary>
    internal const int Lanes = 8;

    private const int MessageBytes = 64;
    private const int DigestBytes = 32;
    private const int Rounds = 64;

    /// <summary>Round constants plus the schedule of the padding block that follows a 64-byte message, which is always the same.</summary>
    private static readonly uint[] PaddingRounds = PaddingSchedule();

    /// <summary>Whether eight lanes pay on this machine.</summary>
    internal static bool IsSupported => Vector256.IsHardwareAccelerated;

    internal static ReadOnlySpan<uint> Constants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    internal static ReadOnlySpan<uint> Initial => [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    /// <summary>Hashes eight messages (512 bytes) twice into eight digests (256 bytes). The spans may begin at the same place.</summary>
    [SkipLocalsInit]
    internal static void DoubleHash(ReadOnlySpan<byte> messages, Span<byte> digests)
    {
        Span<Vector256<uint>> state = stackalloc Vector256<uint>[8];
        Span<Vector256<uint>> rounds = stackalloc Vector256<uint>[Rounds];
        LoadTransposed(messages, rounds);
        Expand(rounds);
        Reset(state);
        Compress(state, rounds);
        for (int i = 0; i < Rounds; i++)
        {
            rounds[i] = Vector256.Create(PaddingRounds[i]);
        }

        Compress(state, rounds);
        PadDigest(state, rounds);
        Expand(rounds);
        Reset(state);
        Compress(state, rounds);
        StoreTransposed(state, digests);
    }

    private static void Reset(Span<Vector256<uint>> state)
    {
        for (int i = 0; i < state.Length; i++)
        {
            state[i] = Vector256.Create(Initial[i]);
        }
    }

    /// <summary>Word i of each of the eight messages becomes one vector.</summary>
    private static void LoadTransposed(ReadOnlySpan<byte> messages, Span<Vector256<uint>> words)
    {
        for (int i = 0; i < 16; i++)
        {
            words[i] = Vector256.Create(
                Word(messages, 0, i), Word(messages, 1, i), Word(messages, 2, i), Word(messages, 3, i),
                Word(messages, 4, i), Word(messages, 5, i), Word(messages, 6, i), Word(messages, 7, i));
        }
    }

    private static uint Word(ReadOnlySpan<byte> messages, int lane, int index) =>
        BinaryPrimitives.ReadUInt32BigEndian(messages[((lane * MessageBytes) + (4 * index))..]);

    private static void StoreTransposed(ReadOnlySpan<Vector256<uint>> state, Span<byte> digests)
    {
        for (int word = 0; word < 8; word++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                BinaryPrimitives.WriteUInt32BigEndian(digests[((lane * DigestBytes) + (4 * word))..], state[word][lane]);
            }
        }
    }

    /// <summary>The one block of the second hash: a 32-byte digest, the stop bit, the length of 256 bits.</summary>
    private static void PadDigest(ReadOnlySpan<Vector256<uint>> digest, Span<Vector256<uint>> words)
    {
        digest.CopyTo(words);
        words[8..16].Clear();
        words[8] = Vector256.Create(0x80000000u);
        words[15] = Vector256.Create(8u * DigestBytes);
    }

    /// <summary>Expands words 0–15 to 64 and adds the round constants.</summary>
    private static void Expand(Span<Vector256<uint>> w)
    {
        for (int i = 16; i < Rounds; i++)
        {
            Vector256<uint> near = w[i - 2], far = w[i - 15];
            Vector256<uint> small1 = RotateRight(near, 17) ^ RotateRight(near, 19) ^ (near >>> 10);
            Vector256<uint> small0 = RotateRight(far, 7) ^ RotateRight(far, 18) ^ (far >>> 3);
            w[i] = small1 + w[i - 7] + small0 + w[i - 16];
        }

        for (int i = 0; i < Rounds; i++)
        {
            w[i] += Vector256.Create(Constants[i]);
        }
    }

    private static void Compress(Span<Vector256<uint>> state, ReadOnlySpan<Vector256<uint>> rounds)
    {
        Vector256<uint> a = state[0], b = state[1], c = state[2], d = state[3];
        Vector256<uint> e = state[4], f = state[5], g = state[6], h = state[7];
        for (; rounds.Length >= 8; rounds = rounds[8..])
        {
            Round(a, b, c, ref d, e, f, g, ref h, rounds[0]);
            Round(h, a, b, ref c, d, e, f, ref g, rounds[1]);
            Round(g, h, a, ref b, c, d, e, ref f, rounds[2]);
            Round(f, g, h, ref a, b, c, d, ref e, rounds[3]);
            Round(e, f, g, ref h, a, b, c, ref d, rounds[4]);
            Round(d, e, f, ref g, h, a, b, ref c, rounds[5]);
            Round(c, d, e, ref f, g, h, a, ref b, rounds[6]);
            Round(b, c, d, ref e, f, g, h, ref a, rounds[7]);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(
        Vector256<uint> a, Vector256<uint> b, Vector256<uint> c, ref Vector256<uint> d,
        Vector256<uint> e, Vector256<uint> f, Vector256<uint> g, ref Vector256<uint> h, Vector256<uint> input)
    {
        Vector256<uint> choice = g ^ (e & (f ^ g)), majority = (a & b) | (c & (a | b));
        Vector256<uint> big1 = RotateRight(e, 6) ^ RotateRight(e, 11) ^ RotateRight(e, 25);
        Vector256<uint> big0 = RotateRight(a, 2) ^ RotateRight(a, 13) ^ RotateRight(a, 22);
        Vector256<uint> sum = h + input + choice + big1;
        d += sum;
        h = sum + big0 + majority;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> RotateRight(Vector256<uint> value, [ConstantExpected] byte bits) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(value, bits) : (value >>> bits) | (value << (32 - bits));

    private static uint[] PaddingSchedule()
    {
        Span<Vector256<uint>> words = stackalloc Vector256<uint>[Rounds];
        words.Clear();
        words[0] = Vector256.Create(0x80000000u);
        words[15] = Vector256.Create(8u * MessageBytes);
        Expand(words);
        uint[] rounds = new uint[Rounds];
        for (int i = 0; i < Rounds; i++)
        {
            rounds[i] = words[i][0];
        }

        return rounds;
    }
}
