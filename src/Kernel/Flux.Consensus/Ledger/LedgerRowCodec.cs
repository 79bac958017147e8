using System.Buffers;
using System.Collections.Immutable;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Shielded;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Consensus.Ledger;

/// <summary>
/// Keys and values of stored rows. <c>T</c>: format, height, tip, totals. <c>N</c> ‖ outpoint: node record. <c>D</c> ‖ outpoint: delegate keys.
/// <c>E</c> ‖ outpoint: value, start, blocks of an escrow coin. <c>S</c> ‖ pool u8: note tree, absent while it has no notes.
/// </summary>
internal static class LedgerRowCodec
{
    public const byte TotalsKey = (byte)'T';
    public const byte NodeKey = (byte)'N';
    public const byte DelegatesKey = (byte)'D';
    public const byte EscrowKey = (byte)'E';
    public const byte TreeKey = (byte)'S';
    public const byte Format = 2;

    public static LedgerRow Totals(LedgerState state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new WireWriter(buffer);
        writer.WriteByte(Format);
        writer.WriteInt32(state.Height);
        writer.WriteHash(state.Tip.Value);
        LedgerTotalsCodec.Write(writer, state.Totals);
        return new LedgerRow(new[] { TotalsKey }, buffer.WrittenMemory);
    }

    public static LedgerRow Node(OutPoint collateral, FluxNodeRecord? record)
    {
        if (record is null) return new LedgerRow(Key(NodeKey, collateral), null);
        var buffer = new ArrayBufferWriter<byte>();
        FluxNodeRecordCodec.Write(new WireWriter(buffer), record);
        return new LedgerRow(Key(NodeKey, collateral), buffer.WrittenMemory);
    }

    public static LedgerRow Delegates(OutPoint collateral, ImmutableArray<ReadOnlyMemory<byte>> keys)
    {
        if (keys.IsEmpty) return new LedgerRow(Key(DelegatesKey, collateral), null);
        var buffer = new ArrayBufferWriter<byte>();
        FluxNodeRecordCodec.WriteKeys(new WireWriter(buffer), keys);
        return new LedgerRow(Key(DelegatesKey, collateral), buffer.WrittenMemory);
    }

    public static LedgerRow Escrow(EscrowEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new WireWriter(buffer);
        writer.WriteInt64(entry.Value.Satoshis);
        writer.WriteInt32(entry.Start);
        writer.WriteInt32(entry.Blocks);
        return new LedgerRow(Key(EscrowKey, entry.OutPoint), buffer.WrittenMemory);
    }

    public static LedgerRow NoEscrow(OutPoint outPoint) => new(Key(EscrowKey, outPoint), null);

    public static LedgerRow Tree(ShieldedPool pool, NoteTree tree)
    {
        if (tree.Count == 0) return new LedgerRow(new[] { TreeKey, (byte)pool }, null);
        var buffer = new ArrayBufferWriter<byte>();
        NoteTreeCodec.Write(new WireWriter(buffer), tree);
        return new LedgerRow(new[] { TreeKey, (byte)pool }, buffer.WrittenMemory);
    }

    private static byte[] Key(byte kind, OutPoint outPoint)
    {
        var buffer = new ArrayBufferWriter<byte>(1 + OutPoint.Size);
        var writer = new WireWriter(buffer);
        writer.WriteByte(kind);
        writer.WriteOutPoint(outPoint);
        return buffer.WrittenSpan.ToArray();
    }
}
