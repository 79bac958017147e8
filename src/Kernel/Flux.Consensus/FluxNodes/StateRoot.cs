using System.Buffers;
using Flux.Crypto.Hashing;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Consensus.FluxNodes;

/// <summary>
/// Header field 4 of own networks (architecture §4): Merkle root over the records after the parent block, sorted by outpoint. A leaf is
/// dSHA256(outpoint ‖ state u8 ‖ tier u8 ‖ confirmed, last confirmed, last paid LE32 ‖ H160(payee script) ‖ node key); pairs are hashed with
/// dSHA256, an odd last one with itself; one leaf is its own root. No records: zero.
/// </summary>
public static class StateRoot
{
    private const int UsualLeafSize = OutPoint.Size + 2 + 12 + Hash160.Size + 33;

    /// <summary>The root of a list; incremental and remembered by the list.</summary>
    public static Hash256 Compute(FluxNodeList nodes) => nodes.Root;

    /// <summary>The bytes that a record's leaf is the hash of.</summary>
    public static byte[] LeafBytes(FluxNodeRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>(UsualLeafSize);
        var writer = new WireWriter(buffer);
        writer.WriteOutPoint(record.Collateral);
        writer.WriteByte((byte)record.State);
        writer.WriteByte((byte)record.Tier);
        writer.WriteInt32(record.ConfirmedHeight);
        writer.WriteInt32(record.LastConfirmedHeight);
        writer.WriteInt32(record.LastPaidHeight);
        writer.WriteBytes(Hash160.Of(record.PayeeScript.Bytes).Bytes);
        writer.WriteBytes(record.NodePubKey.Span);
        return buffer.WrittenSpan.ToArray();
    }

    internal static Hash256 LeafOf(FluxNodeRecord record)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Hashes.DoubleSha256(LeafBytes(record), digest);
        return new Hash256(digest);
    }
}
