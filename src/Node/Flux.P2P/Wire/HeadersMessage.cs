using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Complete headers that follow one another; each is followed by a transaction count of zero.</summary>
internal sealed record HeadersMessage(ImmutableArray<BlockHeader> Headers) : IMessage<HeadersMessage>
{
    /// <summary>Most headers; more cost the sender 20 points, and a full message means that there may be more (chain reference §11.5).</summary>
    public const int Limit = 160;

    // 108 bytes of prefix, 32 of nonce, an empty solution and the count.
    private const int SmallestElement = 142;

    public static string Name => "headers";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out HeadersMessage? message)
    {
        message = null;
        if (!reader.TryReadCount(SmallestElement, out var count)) return false;
        var headers = ImmutableArray.CreateBuilder<BlockHeader>(count);
        for (var i = 0; i < count; i++)
        {
            if (!BlockCodec.TryReadHeader(ref reader, out var header) || !reader.TryReadCompactSize(out _)) return false;
            headers.Add(header);
        }
        message = new HeadersMessage(headers.MoveToImmutable());
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
        new WireWriter(output).WriteCompactSize(Headers.Length);
        foreach (var header in Headers)
        {
            BlockCodec.WriteHeader(output, header);
            new WireWriter(output).WriteCompactSize(0);
        }
    }
}
