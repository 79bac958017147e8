using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Asks for the ids of waiting transactions.</summary>
internal sealed record MempoolMessage : IMessage<MempoolMessage>
{
    public static string Name => "mempool";

    public static MempoolMessage Instance { get; } = new();

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out MempoolMessage? message)
    {
        message = Instance;
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
    }
}
