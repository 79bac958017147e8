using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Asks for a pong with the same nonce.</summary>
internal sealed record PingMessage(ulong Nonce) : IMessage<PingMessage>
{
    public static string Name => "ping";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out PingMessage? message)
    {
        message = reader.TryReadUInt64(out var nonce) ? new PingMessage(nonce) : null;
        return message is not null;
    }

    public void Write(IBufferWriter<byte> output) => new WireWriter(output).WriteUInt64(Nonce);
}
