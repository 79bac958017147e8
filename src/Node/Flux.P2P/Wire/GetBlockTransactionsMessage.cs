using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Asks for transactions of a block by their absolute indices (chain reference §11.6).</summary>
internal sealed record GetBlockTransactionsMessage(BlockHash Block, ImmutableArray<int> Indices) : IMessage<GetBlockTransactionsMessage>
{
    public static string Name => "getblocktxn";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out GetBlockTransactionsMessage? message)
    {
        message = null;
        if (!reader.TryReadHash(out var block) || !reader.TryReadCount(1, out var count)) return false;
        var indices = ImmutableArray.CreateBuilder<int>(count);
        for (var i = 0; i < count; i++)
        {
            if (!reader.TryReadCompactSize(out var index)) return false;
            if (index > ushort.MaxValue) return reader.Fail("index overflowed 16 bits");
            indices.Add(index);
        }
        message = new GetBlockTransactionsMessage(new BlockHash(block), indices.MoveToImmutable());
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
        var writer = new WireWriter(output);
        writer.WriteHash(Block.Value);
        writer.WriteCompactSize(Indices.Length);
        foreach (var index in Indices) writer.WriteCompactSize(index);
    }
}
