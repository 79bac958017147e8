using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Answers getblocktxn with the transactions in the order asked for.</summary>
internal sealed record BlockTransactionsMessage(BlockHash Block, ImmutableArray<Transaction> Transactions) : IMessage<BlockTransactionsMessage>
{
    public static string Name => "blocktxn";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out BlockTransactionsMessage? message)
    {
        message = null;
        if (!reader.TryReadHash(out var block) || !reader.TryReadTransactions(out var transactions)) return false;
        message = new BlockTransactionsMessage(new BlockHash(block), transactions);
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
        new WireWriter(output).WriteHash(Block.Value);
        WireExtensions.WriteTransactions(output, Transactions);
    }
}
