using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Says that a message was refused. Only logged by the receiver.</summary>
/// <param name="Refused">Command of the refused message.</param>
/// <param name="Code">Class of the reason.</param>
/// <param name="Reason">At most 111 bytes.</param>
/// <param name="Hash">Id of the refused transaction or block; null for other messages.</param>
internal sealed record RejectMessage(string Refused, RejectCode Code, string Reason, Hash256? Hash = null) : IMessage<RejectMessage>
{
    /// <summary>Longest reason, bytes.</summary>
    public const int LongestReason = 111;

    private const int LongestCommand = 12;

    public static string Name => "reject";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out RejectMessage? message)
    {
        message = null;
        if (!reader.TryReadText(LongestCommand, out var refused) || !reader.TryReadByte(out var code)
            || !reader.TryReadText(LongestReason, out var reason)) return false;
        Hash256? hash = null;
        if (reader.Remaining >= Hash256.Size && reader.TryReadHash(out var read)) hash = read;
        message = new RejectMessage(refused, (RejectCode)code, reason, hash);
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
        var writer = new WireWriter(output);
        writer.WriteText(Refused);
        writer.WriteByte((byte)Code);
        writer.WriteText(Reason.Length <= LongestReason ? Reason : Reason[..LongestReason]);
        if (Hash is { } hash) writer.WriteHash(hash);
    }
}
