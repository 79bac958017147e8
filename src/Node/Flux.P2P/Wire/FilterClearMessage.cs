using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Removes the bloom filter.</summary>
internal sealed record FilterClearMessage : IMessage<FilterClearMessage>
{
    public static string Name => "filterclear";

    public static FilterClearMessage Instance { get; } = new();

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out FilterClearMessage? message)
    {
        message = Instance;
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
    }
}
