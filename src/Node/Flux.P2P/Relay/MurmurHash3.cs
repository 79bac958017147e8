using System.Buffers.Binary;
using System.Numerics;

namespace Flux.P2P.Relay;

/// <summary>MurmurHash3, x86, 32 bits: the hash of bloom filters. Not cryptographic.</summary>
internal static class MurmurHash3
{
    private const uint C1 = 0xcc9e2d51;
    private const uint C2 = 0x1b873593;

    public static uint Compute(uint seed, ReadOnlySpan<byte> data)
    {
        unchecked
        {
            var hash = seed;
            var rest = data;
            for (; rest.Length >= 4; rest = rest[4..])
            {
                hash ^= Scramble(BinaryPrimitives.ReadUInt32LittleEndian(rest));
                hash = (BitOperations.RotateLeft(hash, 13) * 5) + 0xe6546b64;
            }
            var tail = 0u;
            for (var i = rest.Length - 1; i >= 0; i--) tail = (tail << 8) | rest[i];
            hash ^= Scramble(tail);
            hash ^= (uint)data.Length;
            hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
            hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
            return hash ^ (hash >> 16);
        }
    }

    private static uint Scramble(uint word) => unchecked(BitOperations.RotateLeft(word * C1, 15) * C2);
}
