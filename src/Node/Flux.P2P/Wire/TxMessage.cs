using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>A loose transaction; FluxNode transactions travel in it too.</summary>
internal sealed record TxMessage(Transaction Transaction) : IMessage<TxMessage>
{
    public static string Name => "tx";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out TxMessage? message)
    {
        message = TransactionCodec.TryRead(ref reader, out var transaction) ? new TxMessage(transaction) : null;
        return message is not null;
    }

    public void Write(IBufferWriter<byte> output) => TransactionCodec.Write(output, Transaction);
}
