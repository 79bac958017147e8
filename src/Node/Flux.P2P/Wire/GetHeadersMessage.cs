using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Asks for headers after the first known locator entry.</summary>
internal sealed record GetHeadersMessage(BlockLocator Locator) : IMessage<GetHeadersMessage>
{
    public static string Name => "getheaders";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out GetHeadersMessage? message)
    {
        message = BlockLocator.TryRead(ref reader, out var locator) ? new GetHeadersMessage(locator) : null;
        return message is not null;
    }

    public void Write(IBufferWriter<byte> output) => Locator.Write(output);
}
