using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>
/// Opens a connection (chain reference §11.3). Old nodes end it early, so everything from <see cref="Sender"/> on may be
/// missing; nothing may follow a missing field.
/// </summary>
internal sealed record VersionMessage : IMessage<VersionMessage>
{
    /// <summary>Longest user agent, bytes.</summary>
    public const int LongestUserAgent = 256;

    public static string Name => "version";

    public string Command => Name;

    /// <summary>Protocol version of the sender.</summary>
    public required int Version { get; init; }

    /// <summary>Service bits of the sender.</summary>
    public required ulong Services { get; init; }

    /// <summary>Unix seconds of the sender's clock.</summary>
    public required long Time { get; init; }

    /// <summary>The receiver as the sender sees it.</summary>
    public required NetAddress Receiver { get; init; }

    /// <summary>The sender as it sees itself.</summary>
    public NetAddress? Sender { get; init; }

    /// <summary>Random; a node that receives its own has connected to itself. Sent with <see cref="Sender"/>.</summary>
    public ulong Nonce { get; init; }

    /// <summary>Name and version of the sender's program.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Height of the sender's tip.</summary>
    public int? StartHeight { get; init; }

    /// <summary>False asks not to announce loose transactions before a filter is loaded.</summary>
    public bool? Relay { get; init; }

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out VersionMessage? message)
    {
        message = null;
        if (!reader.TryReadInt32(out var version) || !reader.TryReadUInt64(out var services) || !reader.TryReadInt64(out var time)
            || !reader.TryReadNetAddress(out var receiver)) return false;
        message = new VersionMessage { Version = version, Services = services, Time = time, Receiver = receiver };
        if (TryReadRest(ref reader, ref message)) return true;
        message = null;
        return false;
    }

    private static bool TryReadRest(ref WireReader reader, ref VersionMessage message)
    {
        if (reader.Remaining == 0) return true;
        if (!reader.TryReadNetAddress(out var sender) || !reader.TryReadUInt64(out var nonce)) return false;
        message = message with { Sender = sender, Nonce = nonce };
        if (reader.Remaining == 0) return true;
        if (!reader.TryReadText(LongestUserAgent, out var agent)) return false;
        message = message with { UserAgent = agent };
        if (reader.Remaining == 0) return true;
        if (!reader.TryReadInt32(out var height)) return false;
        message = message with { StartHeight = height };
        if (reader.Remaining == 0) return true;
        if (!reader.TryReadBool(out var relay)) return false;
        message = message with { Relay = relay };
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
        var writer = new WireWriter(output);
        writer.WriteInt32(Version);
        writer.WriteUInt64(Services);
        writer.WriteInt64(Time);
        writer.WriteNetAddress(Receiver);
        if (Sender is not { } sender) return;
        writer.WriteNetAddress(sender);
        writer.WriteUInt64(Nonce);
        if (UserAgent is null) return;
        writer.WriteText(UserAgent);
        if (StartHeight is not { } height) return;
        writer.WriteInt32(height);
        if (Relay is { } relay) writer.WriteBool(relay);
    }
}
