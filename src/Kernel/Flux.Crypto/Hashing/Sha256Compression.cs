using System.Buffers.Binary;
using System.Numerics;

namespace Flux.Crypto.Hashing;

/// <summary>One step of SHA-256 (FIPS 180-4) on a single 64-byte block, without padding: the hash of the Sprout note tree.</summary>
public static class Sha256Compression
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockSize = 64;

    private const int Rounds = 64;

    /// <summary>The state after the block, starting from the initial one, as 32 bytes.</summary>
    public static void Compress(ReadOnlySpan<byte> block64, Span<byte> out32)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(block64.Length, BlockSize, nameof(block64));
        ArgumentOutOfRangeException.ThrowIfNotEqual(out32.Length, 32, nameof(out32));
        Span<uint> words = stackalloc uint[Rounds];
        Expand(block64, words);
        Span<uint> state = stackalloc uint[8];
        Sha256Lanes.Initial.CopyTo(state);
        for (var i = 0; i < Rounds; i++) Round(state, words[i] + Sha256Lanes.Constants[i]);
        for (var i = 0; i < state.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(out32[(4 * i)..], state[i] + Sha256Lanes.Initial[i]);
    }

    private static void Expand(ReadOnlySpan<byte> block, Span<uint> words)
    {
        for (var i = 0; i < 16; i++) words[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * i)..]);
        for (var i = 16; i < words.Length; i++)
        {
            var (early, late) = (words[i - 15], words[i - 2]);
            var small = BitOperations.RotateRight(early, 7) ^ BitOperations.RotateRight(early, 18) ^ (early >> 3);
            var large = BitOperations.RotateRight(late, 17) ^ BitOperations.RotateRight(late, 19) ^ (late >> 10);
            words[i] = words[i - 16] + small + words[i - 7] + large;
        }
    }

    private static void Round(Span<uint> s, uint word)
    {
        var (a, e) = (s[0], s[4]);
        var first = s[7] + word + ((e & s[5]) ^ (~e & s[6]))
            + (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25));
        var second = ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]))
            + (BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22));
        s[..7].CopyTo(s[1..]);
        s[4] += first;
        s[0] = first + second;
    }
}
