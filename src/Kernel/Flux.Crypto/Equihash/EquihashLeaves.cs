using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Flux.Crypto.Hashing;

namespace Flux.Crypto.Equihash;

/// <summary>
/// The leaf hashes of one puzzle: BLAKE2b over the 140-byte input and a counter, cut into slices (reference §4.2). Made once per
/// nonce; the input's compression is shared by all leaves. Immutable, so several solver threads can read one instance.
/// </summary>
public sealed class EquihashLeaves
{
    /// <summary>Header without solution (108 bytes) and nonce (32 bytes).</summary>
    public const int InputBytes = 140;

    /// <summary>Digests that ZelHash sums up in one group.</summary>
    private const int GroupSize = 16;

    private readonly Blake2b _midstate;

    /// <summary>Absorbs the input.</summary>
    public EquihashLeaves(EquihashParameters parameters, ReadOnlySpan<byte> input140)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNotEqual(input140.Length, InputBytes, nameof(input140));
        Parameters = parameters;
        _midstate = new Blake2b(parameters.Personalization, parameters.DigestBytes);
        _midstate.Update(input140);
    }

    /// <summary>The parameter set.</summary>
    public EquihashParameters Parameters { get; }

    /// <summary>Writes the hash of one leaf (<see cref="EquihashParameters.HashBytes"/> bytes).</summary>
    public void WriteHash(uint index, Span<byte> hash)
    {
        int size = Parameters.HashBytes, per = Parameters.HashesPerDigest;
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, size, nameof(hash));
        Span<byte> digest = stackalloc byte[64];
        digest = digest[..Parameters.DigestBytes];
        WriteDigest(index / (uint)per, digest);
        digest.Slice((int)(index % (uint)per) * size, size).CopyTo(hash);
    }

    /// <summary>Writes the hashes of any leaves, one after the other.</summary>
    public void WriteHashes(ReadOnlySpan<uint> indices, Span<byte> hashes)
    {
        int size = Parameters.HashBytes;
        ArgumentOutOfRangeException.ThrowIfNotEqual(hashes.Length, indices.Length * size, nameof(hashes));
        for (int i = 0; i < indices.Length; i++)
        {
            WriteHash(indices[i], hashes.Slice(i * size, size));
        }
    }

    /// <summary>
    /// Fills a run of digests: <paramref name="digests"/> holds a whole number of digests of
    /// <see cref="EquihashParameters.DigestBytes"/>; digest g contains the leaves g·per … g·per + per − 1 in order. The first number
    /// must be a multiple of 16, which lets ZelHash's sums be built up instead of recomputed.
    /// </summary>
    public void FillDigests(uint firstDigest, Span<byte> digests)
    {
        int size = Parameters.DigestBytes;
        ArgumentOutOfRangeException.ThrowIfNotEqual(firstDigest % GroupSize, 0u, nameof(firstDigest));
        ArgumentOutOfRangeException.ThrowIfNotEqual(digests.Length % size, 0, nameof(digests));
        for (int i = 0; i * size < digests.Length; i++)
        {
            WriteDigest(firstDigest + (uint)i, digests.Slice(i * size, size));
        }
    }

    private void WriteDigest(uint number, Span<byte> digest)
    {
        if (!Parameters.IsTwisted)
        {
            WritePlainDigest(number, digest);
            return;
        }

        Span<uint> sum = stackalloc uint[16];
        Span<byte> plain = stackalloc byte[64];
        for (uint g = number & ~(GroupSize - 1u); g <= number; g++)
        {
            WritePlainDigest(g, plain);
            for (int i = 0; i < 16; i++)
            {
                sum[i] += BinaryPrimitives.ReadUInt32LittleEndian(plain[(4 * i)..]);
            }
        }

        for (int i = 0; i < 16; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(digest[(4 * i)..], sum[i]);
        }

        for (int i = 15; i < 64; i += 16)
        {
            digest[i] &= 0xf8;
        }
    }

    private void WritePlainDigest(uint number, Span<byte> digest)
    {
        Span<byte> counter = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(counter, number);
        Blake2b hash = _midstate;
        hash.Update(counter);
        hash.Finish(digest);
    }
}
