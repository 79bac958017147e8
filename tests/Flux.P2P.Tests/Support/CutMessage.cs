using System.Buffers;
using Flux.P2P.Wire;

namespace Flux.P2P.Tests.Support;

/// <summary>Any bytes under any command.</summary>
internal sealed record CutMessage(string Command, byte[] Payload) : IMessage
{
    public void Write(IBufferWriter<byte> output) => output.Write(Payload);
}
