using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Asks for known addresses; answered once, and only to those who connected to us.</summary>
internal sealed record GetAddrMessage : IMessage<GetAddrMessage>
{
    public static string Name => "getaddr";

    public static GetAddrMessage Instance { get; } = new();

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out GetAddrMessage? message)
    {
        message = Instance;
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
    }
}
