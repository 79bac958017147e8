using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>A block.</summary>
internal sealed record BlockMessage(Block Block) : IMessage<BlockMessage>
{
    public static string Name => "block";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out BlockMessage? message)
    {
        message = BlockCodec.TryRead(ref reader, out var block) ? new BlockMessage(block) : null;
        return message is not null;
    }

    public void Write(IBufferWriter<byte> output) => BlockCodec.Write(output, Block);
}
