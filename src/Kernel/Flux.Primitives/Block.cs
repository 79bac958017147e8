using System.Collections.Immutable;
using Flux.Primitives.Wire;

namespace Flux.Primitives;

/// <summary>A header and its transactions, coinbase first. Nothing here says whether it is valid.</summary>
public sealed record Block(BlockHeader Header, ImmutableArray<Transaction> Transactions)
{
    /// <summary>The header's hash.</summary>
    public BlockHash Hash => Header.Hash;

    /// <summary>Length on the wire in bytes.</summary>
    public int Size => BlockCodec.SizeOf(this);

    /// <summary>The block as on the wire and on disk.</summary>
    public byte[] ToBytes() => BlockCodec.ToBytes(this);
}
