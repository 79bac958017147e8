using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Asks for what an inventory named.</summary>
internal sealed record GetDataMessage(ImmutableArray<InventoryItem> Items) : IMessage<GetDataMessage>
{
    public static string Name => "getdata";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out GetDataMessage? message)
    {
        message = InventoryItem.TryReadAll(ref reader, out var items) ? new GetDataMessage(items) : null;
        return message is not null;
    }

    public void Write(IBufferWriter<byte> output) => InventoryItem.WriteAll(output, Items);
}
