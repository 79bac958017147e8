using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Flux.Crypto.Hashing;

/// <summary>The eight 64-bit chaining words of BLAKE2b.</summary>
[InlineArray(8)]
internal struct Blake2bState
{
    private ulong _first;

    /// <summary>The constants of RFC 7693 §2.6.</summary>
    internal static ReadOnlySpan<ulong> Iv =>
    [
        0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
        0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
    ];

    /// <summary>IV xor the parameter block: digest length, fanout 1, depth 1, personalization in the last two words.</summary>
    internal static Blake2bState Initial(ReadOnlySpan<byte> personalization16, int digestBytes)
    {
        var state = default(Blake2bState);
        Iv.CopyTo(state);
        state[0] ^= 0x01010000UL ^ (ulong)digestBytes;
        if (!personalization16.IsEmpty)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(personalization16.Length, 16, nameof(personalization16));
            state[6] ^= BinaryPrimitives.ReadUInt64LittleEndian(personalization16);
            state[7] ^= BinaryPrimitives.ReadUInt64LittleEndian(personalization16[8..]);
        }

        return state;
    }

    /// <summary>Writes the first bytes of the state, little-endian, as many as the digest is long.</summary>
    internal readonly void Write(Span<byte> digest)
    {
        Span<byte> all = stackalloc byte[64];
        for (int i = 0; i < 8; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(all[(8 * i)..], this[i]);
        }

        all[..digest.Length].CopyTo(digest);
    }
}
