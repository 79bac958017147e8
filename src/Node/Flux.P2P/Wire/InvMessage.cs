using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Says what the sender has.</summary>
internal sealed record InvMessage(ImmutableArray<InventoryItem> Items) : IMessage<InvMessage>
{
    public static string Name => "inv";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out InvMessage? message)
    {
        message = InventoryItem.TryReadAll(ref reader, out var items) ? new InvMessage(items) : null;
        return message is not null;
    }

    public void Write(IBufferWriter<byte> output) => InventoryItem.WriteAll(output, Items);
}
