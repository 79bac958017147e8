using System.Buffers;
using Flux.Consensus.FluxNodes;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Notifications;

/// <summary>
/// Body of <see cref="ZmqTopics.FluxNodeListDelta"/>: what two states of the deterministic list differ in. Whoever holds the list of the first block
/// (from <c>getfluxnodesnapshot</c>) has that of the second after applying it.
/// </summary>
internal static class NodeListDelta
{
    private const byte Reorganisation = 1;

    /// <summary>Writes the difference.</summary>
    /// <param name="from">Block of the state that subscribers hold.</param>
    /// <param name="before">The nodes after it.</param>
    /// <param name="to">Block of the new state.</param>
    /// <param name="after">The nodes after that.</param>
    /// <param name="isReorganisation">The first block is not below the second any more.</param>
    public static byte[] Of((int Height, BlockHash Hash) from, FluxNodeList before, (int Height, BlockHash Hash) to, FluxNodeList after, bool isReorganisation)
    {
        var (added, updated) = (new List<FluxNodeRecord>(), new List<FluxNodeRecord>());
        foreach (var record in Confirmed(after))
        {
            if (before.Find(record.Collateral) is not { State: NodeState.Confirmed } known) added.Add(record);
            else if (!ReferenceEquals(known, record) && known != record) updated.Add(record);
        }
        var removed = Confirmed(before).Select(record => record.Collateral).Where(collateral => after.Find(collateral) is not { State: NodeState.Confirmed }).ToList();
        var body = new ArrayBufferWriter<byte>();
        var writer = new WireWriter(body);
        writer.WriteInt32(from.Height);
        writer.WriteInt32(to.Height);
        WriteDisplay(writer, from.Hash.Value);
        WriteDisplay(writer, to.Hash.Value);
        writer.WriteByte(isReorganisation ? Reorganisation : (byte)0);
        WriteEntries(writer, added);
        writer.WriteCompactSize(removed.Count);
        foreach (var collateral in removed.Order()) WriteOutPoint(writer, collateral);
        WriteEntries(writer, updated);
        return body.WrittenSpan.ToArray();
    }

    /// <summary>An outpoint with the id in display order, as these topics have it.</summary>
    public static void WriteOutPoint(WireWriter writer, OutPoint outPoint)
    {
        WriteDisplay(writer, outPoint.Transaction.Value);
        writer.WriteUInt32(outPoint.Index);
    }

    private static IEnumerable<FluxNodeRecord> Confirmed(FluxNodeList nodes) => nodes.Records.Where(record => record.State == NodeState.Confirmed);

    private static void WriteEntries(WireWriter writer, List<FluxNodeRecord> records)
    {
        writer.WriteCompactSize(records.Count);
        foreach (var record in records.OrderBy(record => record.Collateral))
        {
            WriteOutPoint(writer, record.Collateral);
            WriteVarBytes(writer, record.CollateralPubKey.Span);
            WriteVarBytes(writer, record.NodePubKey.Span);
            writer.WriteInt32(record.ConfirmedHeight);
            writer.WriteInt32(record.LastPaidHeight);
            writer.WriteByte((byte)record.Tier);
            writer.WriteByte((byte)record.State);
            WriteVarBytes(writer, record.Ip.Span);
        }
    }

    private static void WriteVarBytes(WireWriter writer, ReadOnlySpan<byte> bytes)
    {
        writer.WriteCompactSize(bytes.Length);
        writer.WriteBytes(bytes);
    }

    private static void WriteDisplay(WireWriter writer, Hash256 hash)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Size];
        hash.Bytes.CopyTo(bytes);
        bytes.Reverse();
        writer.WriteBytes(bytes);
    }
}
