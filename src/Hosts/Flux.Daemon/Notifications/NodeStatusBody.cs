using System.Buffers;
using Flux.Consensus.FluxNodes;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Notifications;

/// <summary>Body of <see cref="ZmqTopics.FluxNodeStatus"/>: where the node stands that runs on this daemon.</summary>
internal static class NodeStatusBody
{
    /// <summary>Said of a node that is in none of the lists.</summary>
    private const byte Expired = 5;

    /// <summary>Writes it; without a record the node is expired and all its numbers are 0.</summary>
    public static byte[] Of(int height, OutPoint collateral, FluxNodeRecord? record)
    {
        var body = new ArrayBufferWriter<byte>();
        var writer = new WireWriter(body);
        writer.WriteInt32(height);
        writer.WriteByte(record is null ? Expired : (byte)record.State);
        writer.WriteByte(record is null ? (byte)0 : (byte)record.Tier);
        writer.WriteInt32(record?.ConfirmedHeight ?? 0);
        writer.WriteInt32(record?.LastConfirmedHeight ?? 0);
        writer.WriteInt32(record?.LastPaidHeight ?? 0);
        NodeListDelta.WriteOutPoint(writer, collateral);
        writer.WriteCompactSize(record?.Ip.Length ?? 0);
        if (record is not null) writer.WriteBytes(record.Ip.Span);
        return body.WrittenSpan.ToArray();
    }
}
