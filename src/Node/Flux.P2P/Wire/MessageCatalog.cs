using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Every message that this node reads, by command.</summary>
internal static class MessageCatalog
{
    private delegate bool Decoder(ref WireReader reader, [NotNullWhen(true)] out IMessage? message);

    private static readonly FrozenDictionary<string, Decoder> Decoders = new Dictionary<string, Decoder>
    {
        [VersionMessage.Name] = Read<VersionMessage>,
        [VerackMessage.Name] = Read<VerackMessage>,
        [AddrMessage.Name] = Read<AddrMessage>,
        [GetAddrMessage.Name] = Read<GetAddrMessage>,
        [InvMessage.Name] = Read<InvMessage>,
        [GetDataMessage.Name] = Read<GetDataMessage>,
        [NotFoundMessage.Name] = Read<NotFoundMessage>,
        [GetBlocksMessage.Name] = Read<GetBlocksMessage>,
        [GetHeadersMessage.Name] = Read<GetHeadersMessage>,
        [HeadersMessage.Name] = Read<HeadersMessage>,
        [CompactHeadersMessage.Name] = Read<CompactHeadersMessage>,
        [TxMessage.Name] = Read<TxMessage>,
        [BlockMessage.Name] = Read<BlockMessage>,
        [SendHeadersMessage.Name] = Read<SendHeadersMessage>,
        [SendCompactMessage.Name] = Read<SendCompactMessage>,
        [CompactBlockMessage.Name] = Read<CompactBlockMessage>,
        [GetBlockTransactionsMessage.Name] = Read<GetBlockTransactionsMessage>,
        [BlockTransactionsMessage.Name] = Read<BlockTransactionsMessage>,
        [MempoolMessage.Name] = Read<MempoolMessage>,
        [PingMessage.Name] = Read<PingMessage>,
        [PongMessage.Name] = Read<PongMessage>,
        [RejectMessage.Name] = Read<RejectMessage>,
        [AlertMessage.Name] = Read<AlertMessage>,
        [FilterLoadMessage.Name] = Read<FilterLoadMessage>,
        [FilterAddMessage.Name] = Read<FilterAddMessage>,
        [FilterClearMessage.Name] = Read<FilterClearMessage>,
        [MerkleBlockMessage.Name] = Read<MerkleBlockMessage>,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All commands, for tests.</summary>
    public static IEnumerable<string> Commands => Decoders.Keys;

    /// <summary>Reads a payload. Null message and null error: nobody knows the command.</summary>
    public static IMessage? Read(string command, ReadOnlySpan<byte> payload, out string? error)
    {
        error = null;
        if (!Decoders.TryGetValue(command, out var decoder)) return null;
        var reader = new WireReader(payload);
        if (decoder(ref reader, out var message)) return message;
        error = reader.Error ?? "unreadable";
        return null;
    }

    private static bool Read<T>(ref WireReader reader, [NotNullWhen(true)] out IMessage? message)
        where T : class, IMessage<T>
    {
        var ok = T.TryRead(ref reader, out var read);
        message = read;
        return ok && read is not null;
    }
}
