using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>The version was accepted; what follows uses the common version (chain reference §11.3).</summary>
internal sealed record VerackMessage : IMessage<VerackMessage>
{
    public static string Name => "verack";

    public static VerackMessage Instance { get; } = new();

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out VerackMessage? message)
    {
        message = Instance;
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
    }
}
