using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Passes addresses of nodes on.</summary>
internal sealed record AddrMessage(ImmutableArray<TimedAddress> Addresses) : IMessage<AddrMessage>
{
    /// <summary>Most entries; more cost the sender 20 points.</summary>
    public const int Limit = 1000;

    private const int EntrySize = 30;

    public static string Name => "addr";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out AddrMessage? message)
    {
        message = null;
        if (!reader.TryReadCount(EntrySize, out var count)) return false;
        var addresses = ImmutableArray.CreateBuilder<TimedAddress>(count);
        for (var i = 0; i < count; i++)
        {
            if (!reader.TryReadUInt32(out var time) || !reader.TryReadNetAddress(out var address)) return false;
            addresses.Add(new TimedAddress(time, address));
        }
        message = new AddrMessage(addresses.MoveToImmutable());
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
        var writer = new WireWriter(output);
        writer.WriteCompactSize(Addresses.Length);
        foreach (var entry in Addresses)
        {
            writer.WriteUInt32(entry.Time);
            writer.WriteNetAddress(entry.Address);
        }
    }
}
