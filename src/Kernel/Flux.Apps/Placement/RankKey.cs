using System.Buffers.Binary;
using System.Text;
using Flux.Apps.Specs;
using Flux.Crypto.Hashing;
using Flux.Primitives;

namespace Flux.Apps.Placement;

/// <summary>
/// R of architecture §6.3: SHA-256("flux-rank:1" ‖ genesis hash ‖ lower-case name), the genesis hash in digest order. Its first 16 bytes key
/// the scores of one app on one network.
/// </summary>
public readonly record struct RankKey(Hash256 Digest)
{
    private static readonly byte[] Domain = [.. "flux-rank:1"u8];
    private const int MessageLength = OutPoint.Size + 1;

    public static RankKey For(BlockHash genesis, string appName)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Hashes.Sha256([.. Domain, .. genesis.Value.Bytes, .. Encoding.UTF8.GetBytes(AppSpec.KeyOf(appName))], digest);
        return new(new Hash256(digest));
    }

    /// <summary>
    /// A node's score: the lowest SipHash-2-4 of outpoint (32 bytes in digest order, index LE32) ‖ t (one byte) over its tickets
    /// t = 0…tickets − 1. Lower is better.
    /// </summary>
    public ulong Score(OutPoint node, int tickets)
    {
        Span<byte> message = stackalloc byte[MessageLength];
        node.Transaction.Value.Bytes.CopyTo(message);
        BinaryPrimitives.WriteUInt32LittleEndian(message[Hash256.Size..], node.Index);
        var (k0, k1) = (BinaryPrimitives.ReadUInt64LittleEndian(Digest.Bytes), BinaryPrimitives.ReadUInt64LittleEndian(Digest.Bytes[8..]));
        var best = ulong.MaxValue;
        for (var ticket = 0; ticket < tickets; ticket++)
        {
            message[^1] = (byte)ticket;
            best = Math.Min(best, SipHash24.Compute(k0, k1, message));
        }
        return best;
    }

    /// <summary>Tickets of a tier: a larger node is drawn more often.</summary>
    public static int TicketsOf(NodeTier tier) => tier switch
    {
        NodeTier.Cumulus => 1,
        NodeTier.Nimbus => 4,
        _ => 8,
    };
}
