using System.Diagnostics.CodeAnalysis;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Shielded;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Consensus.Ledger;

/// <summary>Puts a ledger state together from its rows, in any order.</summary>
internal sealed class LedgerRowReader
{
    private readonly FluxNodeEditor _nodes = new(FluxNodeList.Empty);
    private EscrowList _escrows = EscrowList.Empty;
    private NoteTree _sprout = NoteTree.EmptySprout;
    private NoteTree _sapling = NoteTree.EmptySapling;
    private (int Height, BlockHash Tip, LedgerTotals Totals)? _head;

    public bool TryAdd(LedgerRow row, out string? error)
    {
        var key = new WireReader(row.Key.Span);
        if (!key.TryReadByte(out var kind) || row.Value is not { } value)
        {
            error = "a row without key or value";
            return false;
        }
        var reader = new WireReader(value.Span);
        var ok = kind switch
        {
            LedgerRowCodec.TotalsKey => TryAddHead(ref reader),
            LedgerRowCodec.TreeKey => key.TryReadByte(out var pool) && TryAddTree(pool, ref reader),
            _ => key.TryReadOutPoint(out var outPoint) && TryAddEntry(kind, outPoint, ref reader),
        };
        if (ok && !reader.IsAtEnd) reader.Fail("surplus bytes");
        error = key.Error ?? reader.Error;
        return error is null;
    }

    public bool TryFinish([NotNullWhen(true)] out LedgerState? state, out string? error)
    {
        error = _head is null ? "no row with totals" : null;
        state = _head is not var (height, tip, totals) ? null : new LedgerState
        {
            Height = height,
            Tip = tip,
            Nodes = _nodes.ToList(),
            Escrows = _escrows,
            Sprout = _sprout,
            Sapling = _sapling,
            Totals = totals,
        };
        return state is not null;
    }

    private bool TryAddHead(ref WireReader reader)
    {
        if (!reader.TryReadByte(out var format)) return false;
        if (format != LedgerRowCodec.Format) return reader.Fail($"format {format} of the ledger state is not known");
        if (!reader.TryReadInt32(out var height) || !reader.TryReadHash(out var tip)) return false;
        if (!LedgerTotalsCodec.TryRead(ref reader, out var totals)) return false;
        _head = (height, new BlockHash(tip), totals);
        return true;
    }

    private bool TryAddTree(byte pool, ref WireReader reader) => (ShieldedPool)pool switch
    {
        ShieldedPool.Sprout => NoteTreeCodec.TryRead(ref reader, NoteTree.EmptySprout, out _sprout!),
        ShieldedPool.Sapling => NoteTreeCodec.TryRead(ref reader, NoteTree.EmptySapling, out _sapling!),
        _ => reader.Fail($"unknown shielded pool {pool}"),
    };

    private bool TryAddEntry(byte kind, OutPoint outPoint, ref WireReader reader)
    {
        switch (kind)
        {
            case LedgerRowCodec.NodeKey:
                if (!FluxNodeRecordCodec.TryRead(ref reader, outPoint, out var record)) return false;
                _nodes.Put(record);
                return true;
            case LedgerRowCodec.DelegatesKey:
                if (!FluxNodeRecordCodec.TryReadKeys(ref reader, out var keys)) return false;
                _nodes.SetDelegates(outPoint, keys);
                return true;
            case LedgerRowCodec.EscrowKey:
                if (!reader.TryReadInt64(out var value) || !reader.TryReadInt32(out var start) || !reader.TryReadInt32(out var blocks)) return false;
                if (start < 0 || blocks < 1 || blocks > int.MaxValue - start) return reader.Fail($"an escrow coin from height {start} that lasts {blocks} blocks");
                _escrows = _escrows.Add(new EscrowEntry(outPoint, new Amount(value), start, blocks));
                return true;
            default:
                return reader.Fail($"unknown kind of row {kind}");
        }
    }
}
