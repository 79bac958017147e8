using System.Buffers.Binary;
using System.Numerics;
using Flux.Crypto.Equihash;
using Org.BouncyCastle.Crypto.Digests;

namespace Flux.Crypto.Tests.Equihash;

/// <summary>
/// Reference §4.2 as written, slowly: BouncyCastle's BLAKE2b, big integers, lists of indices. Takes inputs of any length, unlike the
/// real thing, so that vectors of other chains can check it.
/// </summary>
internal static class EquihashModel
{
    internal static bool Verify(EquihashParameters p, byte[] input, uint[] indices)
    {
        List<(BigInteger Bits, uint[] Indices)> rows = [.. indices.Select(i => (Leaf(p, input, i), new[] { i }))];
        for (int level = 0; level < p.K; level++)
        {
            int rest = p.N - ((level + 1) * p.CollisionBits);
            List<(BigInteger, uint[])> parents = [];
            for (int i = 0; i < rows.Count; i += 2)
            {
                (BigInteger left, uint[] leftIndices) = rows[i];
                (BigInteger right, uint[] rightIndices) = rows[i + 1];
                BigInteger combined = left ^ right;
                if (combined >> rest != 0 || leftIndices.Intersect(rightIndices).Any() || SortsAfter(leftIndices, rightIndices))
                {
                    return false;
                }

                parents.Add((combined, [.. leftIndices, .. rightIndices]));
            }

            rows = parents;
        }

        return rows[0].Bits == 0;
    }

    /// <summary>The leaf's bytes.</summary>
    internal static byte[] LeafBytes(EquihashParameters p, byte[] input, uint index)
    {
        uint g = index / (uint)p.HashesPerDigest;
        byte[] digest = p.IsTwisted ? Twisted(p, input, g) : Plain(p, input, g);
        int at = (int)(index % (uint)p.HashesPerDigest) * p.HashBytes;
        return digest[at..(at + p.HashBytes)];
    }

    private static BigInteger Leaf(EquihashParameters p, byte[] input, uint index) =>
        new BigInteger(LeafBytes(p, input, index), isUnsigned: true, isBigEndian: true) >> ((8 * p.HashBytes) - p.N);

    private static bool SortsAfter(uint[] left, uint[] right)
    {
        int at = Enumerable.Range(0, left.Length).FirstOrDefault(i => left[i] != right[i]);
        return left[at] > right[at];
    }

    private static byte[] Twisted(EquihashParameters p, byte[] input, uint g)
    {
        uint[] sum = new uint[16];
        for (uint i = g & ~0xfu; i <= g; i++)
        {
            byte[] digest = Plain(p, input, i);
            for (int w = 0; w < 16; w++)
            {
                sum[w] += BinaryPrimitives.ReadUInt32LittleEndian(digest.AsSpan(4 * w));
            }
        }

        byte[] bytes = [.. sum.SelectMany(BitConverter.GetBytes)];
        foreach (int at in (int[])[15, 31, 47, 63])
        {
            bytes[at] &= 0xf8;
        }

        return bytes;
    }

    private static byte[] Plain(EquihashParameters p, byte[] input, uint g)
    {
        var hash = new Blake2bDigest(null, p.DigestBytes, null, p.Personalization.ToArray());
        hash.BlockUpdate([.. input, .. BitConverter.GetBytes(g)]);
        byte[] digest = new byte[p.DigestBytes];
        hash.DoFinal(digest);
        return digest;
    }
}
