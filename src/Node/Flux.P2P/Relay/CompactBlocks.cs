using System.Buffers;
using System.Buffers.Binary;
using Flux.Crypto.Hashing;
using Flux.P2P.Wire;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.P2P.Relay;

/// <summary>Makes compact blocks (chain reference §11.6): the coinbase is sent along, everything else is named by a short id.</summary>
internal static class CompactBlocks
{
    private const ulong Low48 = 0xffff_ffff_ffff;

    public static CompactBlockMessage Of(Block block, ulong nonce)
    {
        var (k0, k1) = Keys(block.Header, nonce);
        return new CompactBlockMessage(
            block.Header,
            nonce,
            [.. block.Transactions.Skip(1).Select(transaction => ShortId(k0, k1, transaction.Id))],
            [new PrefilledTransaction(0, block.Transactions[0])]);
    }

    /// <summary>First two LE64 of SHA-256 of the header (with a producer's signature) and the nonce.</summary>
    public static (ulong K0, ulong K1) Keys(BlockHeader header, ulong nonce)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        BlockCodec.WriteHeader(buffer, header);
        new WireWriter(buffer).WriteUInt64(nonce);
        Span<byte> digest = stackalloc byte[32];
        Hashes.Sha256(buffer.WrittenSpan, digest);
        return (BinaryPrimitives.ReadUInt64LittleEndian(digest), BinaryPrimitives.ReadUInt64LittleEndian(digest[8..]));
    }

    /// <summary>Low 48 bits of SipHash-2-4 of the id.</summary>
    public static ulong ShortId(ulong k0, ulong k1, TxId id) => SipHash24.Compute(k0, k1, id.Value.Bytes) & Low48;
}
