using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Answers a ping.</summary>
internal sealed record PongMessage(ulong Nonce) : IMessage<PongMessage>
{
    public static string Name => "pong";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out PongMessage? message)
    {
        message = reader.TryReadUInt64(out var nonce) ? new PongMessage(nonce) : null;
        return message is not null;
    }

    public void Write(IBufferWriter<byte> output) => new WireWriter(output).WriteUInt64(Nonce);
}
