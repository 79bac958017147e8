using System.Runtime.Intrinsics;

namespace Flux.Crypto.Equihash;

/// <summary>
/// ZelHash's twist (reference §4.2): digest g is the sum of the plain digests from g's group start (low four bits cleared) to g, as
/// sixteen LE32 words modulo 2^32, and then the three unused bits of each 16-byte slice are cleared.
/// </summary>
internal static class RunningSum
{
    /// <summary>Digests in a group.</summary>
    internal const int GroupSize = 16;

    /// <summary>Bytes of a ZelHash digest.</summary>
    private const int Size = LeafDigests.Stride;

    /// <summary>Number of the first digest in the same group.</summary>
    internal static uint FirstOf(uint number) => number & ~(GroupSize - 1u);

    /// <summary>Adds one digest to a sum, word by word.</summary>
    internal static void Add(Span<byte> sum, ReadOnlySpan<byte> digest)
    {
        for (int i = 0; i < Size; i += Vector128<byte>.Count)
        {
            Vector128<uint> left = Vector128.Create<byte>(sum[i..]).AsUInt32(), right = Vector128.Create(digest[i..]).AsUInt32();
            (left + right).AsByte().CopyTo(sum[i..]);
        }
    }

    /// <summary>Turns consecutive plain digests, beginning with a group's first, into twisted ones.</summary>
    internal static void Accumulate(Span<byte> digests)
    {
        for (int at = Size; at < digests.Length; at += Size)
        {
            if (at / Size % GroupSize != 0)
            {
                Add(digests.Slice(at, Size), digests.Slice(at - Size, Size));
            }
        }

        ClearUnusedBits(digests);
    }

    /// <summary>Clears the low three bits of bytes 15, 31, 47 and 63 of each digest.</summary>
    internal static void ClearUnusedBits(Span<byte> digests)
    {
        for (int i = 15; i < digests.Length; i += 16)
        {
            digests[i] &= 0xf8;
        }
    }
}
