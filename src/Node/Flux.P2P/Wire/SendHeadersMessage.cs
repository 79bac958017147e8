using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Asks for new tips as headers instead of inventory (chain reference §11.6).</summary>
internal sealed record SendHeadersMessage : IMessage<SendHeadersMessage>
{
    public static string Name => "sendheaders";

    public static SendHeadersMessage Instance { get; } = new();

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out SendHeadersMessage? message)
    {
        message = Instance;
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
    }
}
