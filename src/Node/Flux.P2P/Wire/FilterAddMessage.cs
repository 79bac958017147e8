using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Adds an element to the bloom filter; the receiver judges its size.</summary>
internal sealed record FilterAddMessage(ReadOnlyMemory<byte> Element) : IMessage<FilterAddMessage>
{
    public static string Name => "filteradd";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out FilterAddMessage? message)
    {
        message = reader.TryReadVarBytes(out var element) ? new FilterAddMessage(element) : null;
        return message is not null;
    }

    public void Write(IBufferWriter<byte> output) => new WireWriter(output).WriteVarBytes(Element.Span);
}
