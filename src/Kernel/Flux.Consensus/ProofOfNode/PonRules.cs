using System.Buffers;
using Flux.Consensus.Networks;
using Flux.Consensus.Work;
using Flux.Crypto.Hashing;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Consensus.ProofOfNode;

/// <summary>Slots and eligibility of proof of node (chain reference §9.1).</summary>
public static class PonRules
{
    /// <summary>Slot of a block time: (time − genesis time) / slot length, as an unsigned 32-bit number.</summary>
    public static uint SlotOf(Network network, uint time) =>
        unchecked(time - network.Genesis.Header.Time) / (uint)network.Pon!.SlotSeconds;

    /// <summary>dSHA256(collateral ‖ previous block hash ‖ slot).</summary>
    public static Hash256 EligibilityHash(OutPoint collateral, BlockHash previous, uint slot)
    {
        var buffer = new ArrayBufferWriter<byte>(OutPoint.Size + Hash256.Size + 4);
        var writer = new WireWriter(buffer);
        writer.WriteOutPoint(collateral);
        writer.WriteHash(previous.Value);
        writer.WriteUInt32(slot);
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Hashes.DoubleSha256(buffer.WrittenSpan, digest);
        return new Hash256(digest);
    }

    /// <summary>The eligibility hash of a header; also what decides between two tips of equal work (chain reference §10.1).</summary>
    public static Hash256 EligibilityHash(Network network, BlockHeader header) =>
        EligibilityHash(header.ProducerCollateral, header.Previous, SlotOf(network, header.Time));

    /// <summary>True when the header's bits are sane and no easier than <paramref name="limit"/>, and the eligibility hash is at or under their target.</summary>
    internal static bool IsEligible(Network network, BlockHeader header, UInt256 limit)
    {
        if (!network.Pon!.ComparesHash) return true;
        return CompactTarget.TryDecode(header.Bits, out var target)
            && !target.IsZero
            && target <= limit
            && UInt256.FromHash(EligibilityHash(network, header)) <= target;
    }
}
