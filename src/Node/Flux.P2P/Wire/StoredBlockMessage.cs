using System.Buffers;

namespace Flux.P2P.Wire;

/// <summary>A block to send as it lies on disk.</summary>
internal sealed record StoredBlockMessage(ReadOnlyMemory<byte> Bytes) : IMessage
{
    public string Command => BlockMessage.Name;

    public void Write(IBufferWriter<byte> output) => output.Write(Bytes.Span);
}
