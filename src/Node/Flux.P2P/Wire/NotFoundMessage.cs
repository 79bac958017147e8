using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Answers a getdata for transactions that are not there (any more).</summary>
internal sealed record NotFoundMessage(ImmutableArray<InventoryItem> Items) : IMessage<NotFoundMessage>
{
    public static string Name => "notfound";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out NotFoundMessage? message)
    {
        message = InventoryItem.TryReadAll(ref reader, out var items) ? new NotFoundMessage(items) : null;
        return message is not null;
    }

    public void Write(IBufferWriter<byte> output) => InventoryItem.WriteAll(output, Items);
}
