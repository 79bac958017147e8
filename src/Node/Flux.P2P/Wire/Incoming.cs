namespace Flux.P2P.Wire;

/// <summary>One read of <see cref="MessageReader"/>.</summary>
/// <param name="Command">Command of the frame; empty when the connection ended.</param>
/// <param name="Message">The message, or null when the command is unknown, the payload unreadable or the connection ended.</param>
/// <param name="Error">Why the payload is unreadable, or why the connection ended; null when all is well.</param>
/// <param name="IsEnd">Nothing more can be read.</param>
/// <param name="IsDamaged">The checksum is wrong: the payload was not looked at.</param>
internal readonly record struct Incoming(string Command, IMessage? Message, string? Error, bool IsEnd = false, bool IsDamaged = false)
{
    public static Incoming Damaged(string command) => new(command, null, "wrong checksum", IsDamaged: true);

    public static Incoming End(string reason) => new("", null, reason, true);
}
