using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>The payload of one frame.</summary>
internal interface IMessage
{
    /// <summary>The command of the frame: at most 12 ASCII letters.</summary>
    string Command { get; }

    /// <summary>Writes the payload.</summary>
    void Write(IBufferWriter<byte> output);
}

/// <summary>A message that can be read from its payload. Surplus bytes after it are ignored, as fluxd does.</summary>
internal interface IMessage<TSelf> : IMessage
    where TSelf : IMessage<TSelf>
{
    /// <summary>The command of the frame.</summary>
    static abstract string Name { get; }

    /// <summary>Reads the payload; on failure the reader holds the reason.</summary>
    static abstract bool TryRead(ref WireReader reader, [NotNullWhen(true)] out TSelf? message);
}
