namespace Flux.Daemon.Tests.Peers.Recorded;

/// <summary>One line of a recorded session.</summary>
/// <param name="FromOpener">The side that opened the connection sent it.</param>
/// <param name="Command">Command of the message; empty for a note or raw bytes.</param>
/// <param name="Payload">Payload of the message, or the raw bytes.</param>
/// <param name="Checksum">Wrong on purpose; null: the right one.</param>
/// <param name="Note">A remark of the recording; null for bytes.</param>
internal sealed record TalkFrame(bool FromOpener, string Command, byte[] Payload, byte[]? Checksum = null, string? Note = null)
{
    public bool IsNote => Note is not null;

    public bool IsRaw => Command.Length == 0 && Note is null;

    public override string ToString() => $"{Command} {Convert.ToHexStringLower(Payload.AsSpan(0, Math.Min(80, Payload.Length)))}{(Payload.Length > 80 ? $"… ({Payload.Length} bytes)" : "")}";
}
