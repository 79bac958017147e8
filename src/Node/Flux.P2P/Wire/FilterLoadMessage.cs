using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Sets a bloom filter (chain reference §11.4); limits are judged by the receiver.</summary>
/// <param name="Bits">The filter.</param>
/// <param name="Functions">Number of hash functions.</param>
/// <param name="Tweak">Added to each seed.</param>
/// <param name="Update">0 never adds outpoints of matches, 1 always, 2 for P2PK and multisig.</param>
internal sealed record FilterLoadMessage(ReadOnlyMemory<byte> Bits, uint Functions, uint Tweak, byte Update) : IMessage<FilterLoadMessage>
{
    public static string Name => "filterload";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out FilterLoadMessage? message)
    {
        message = null;
        if (!reader.TryReadVarBytes(out var bits) || !reader.TryReadUInt32(out var functions)
            || !reader.TryReadUInt32(out var tweak) || !reader.TryReadByte(out var update)) return false;
        message = new FilterLoadMessage(bits, functions, tweak, update);
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
        var writer = new WireWriter(output);
        writer.WriteVarBytes(Bits.Span);
        writer.WriteUInt32(Functions);
        writer.WriteUInt32(Tweak);
        writer.WriteByte(Update);
    }
}
