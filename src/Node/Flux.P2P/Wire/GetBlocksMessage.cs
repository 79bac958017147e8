using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Asks for block inventory after the first known locator entry.</summary>
internal sealed record GetBlocksMessage(BlockLocator Locator) : IMessage<GetBlocksMessage>
{
    public static string Name => "getblocks";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out GetBlocksMessage? message)
    {
        message = BlockLocator.TryRead(ref reader, out var locator) ? new GetBlocksMessage(locator) : null;
        return message is not null;
    }

    public void Write(IBufferWriter<byte> output) => Locator.Write(output);
}
