using Flux.Primitives;

namespace Flux.Consensus.Work;

/// <summary>How much work a block proves (chain reference §10.1).</summary>
public static class ChainWork
{
    private const int PonWorkBits = 40;

    /// <summary>Work of one header: 2^40 for proof of node, else about 2^256 / target; 0 for senseless bits.</summary>
    public static UInt256 Of(BlockHeader header) => Of(header.Version, header.Bits);

    /// <summary>Work of a header with this version and these bits.</summary>
    public static UInt256 Of(int version, uint bits)
    {
        if (version >= BlockHeader.FirstPonVersion) return UInt256.One << PonWorkBits;
        if (!CompactTarget.TryDecode(bits, out var target) || target.IsZero) return UInt256.Zero;
        return (~target / (target + UInt256.One)) + UInt256.One;
    }
}
