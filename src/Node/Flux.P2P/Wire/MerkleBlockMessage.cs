using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>A header and the part of its Merkle tree that proves the matches of a bloom filter.</summary>
/// <param name="Header">The whole header.</param>
/// <param name="Total">Transactions in the block.</param>
/// <param name="Hashes">Nodes of the tree, depth first.</param>
/// <param name="Flags">One bit a visited node, packed from the lowest bit.</param>
internal sealed record MerkleBlockMessage(BlockHeader Header, uint Total, ImmutableArray<Hash256> Hashes, ReadOnlyMemory<byte> Flags)
    : IMessage<MerkleBlockMessage>
{
    public static string Name => "merkleblock";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out MerkleBlockMessage? message)
    {
        message = null;
        if (!BlockCodec.TryReadHeader(ref reader, out var header) || !reader.TryReadUInt32(out var total)
            || !reader.TryReadHashes(out var hashes) || !reader.TryReadVarBytes(out var flags)) return false;
        message = new MerkleBlockMessage(header, total, hashes, flags);
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
        BlockCodec.WriteHeader(output, Header);
        var writer = new WireWriter(output);
        writer.WriteUInt32(Total);
        writer.WriteHashes(Hashes);
        writer.WriteVarBytes(Flags.Span);
    }
}
