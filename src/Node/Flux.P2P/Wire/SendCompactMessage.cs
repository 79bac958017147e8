using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Says how the sender wants new blocks (chain reference §11.6).</summary>
/// <param name="Announce">True: new tips as cmpctblock without asking.</param>
/// <param name="Version">Only version 1 exists.</param>
internal sealed record SendCompactMessage(bool Announce, ulong Version) : IMessage<SendCompactMessage>
{
    public static string Name => "sendcmpct";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out SendCompactMessage? message)
    {
        message = null;
        if (!reader.TryReadBool(out var announce) || !reader.TryReadUInt64(out var version)) return false;
        message = new SendCompactMessage(announce, version);
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
        var writer = new WireWriter(output);
        writer.WriteBool(Announce);
        writer.WriteUInt64(Version);
    }
}
