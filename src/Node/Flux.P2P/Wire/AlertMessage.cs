using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>A message of the alert key (chain reference §11.7). Read and dropped: this node acts on no alert.</summary>
internal sealed record AlertMessage(ReadOnlyMemory<byte> Text, ReadOnlyMemory<byte> Signature) : IMessage<AlertMessage>
{
    public static string Name => "alert";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out AlertMessage? message)
    {
        message = null;
        if (!reader.TryReadVarBytes(out var text) || !reader.TryReadVarBytes(out var signature)) return false;
        message = new AlertMessage(text, signature);
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
        var writer = new WireWriter(output);
        writer.WriteVarBytes(Text.Span);
        writer.WriteVarBytes(Signature.Span);
    }
}
