using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Shielded;
using Flux.Primitives;

namespace Flux.Consensus.Ledger;

/// <summary>The ledger state as rows of a key-value store: one per node, per delegate list, per escrow coin, per note tree, and one with the totals.</summary>
public static class LedgerRows
{
    /// <summary>Every row of a state.</summary>
    public static IEnumerable<LedgerRow> Of(LedgerState state) =>
    [
        LedgerRowCodec.Totals(state),
        .. state.Nodes.Records.Select(record => LedgerRowCodec.Node(record.Collateral, record)),
        .. state.Nodes.Delegates.Select(pair => LedgerRowCodec.Delegates(pair.Key, pair.Value)),
        .. state.Escrows.Entries.Select(LedgerRowCodec.Escrow),
        .. Trees(state).Where(row => row.Value is not null),
    ];

    /// <summary>Rows that lead from one state to another, deletions included. Looks at every node; <c>ConnectResult.Rows</c> is the quick way.</summary>
    public static ImmutableArray<LedgerRow> Changed(LedgerState before, LedgerState after)
    {
        var rows = ImmutableArray.CreateBuilder<LedgerRow>();
        rows.Add(LedgerRowCodec.Totals(after));
        AddNodes(rows, before.Nodes, after.Nodes);
        AddEscrows(rows, before.Escrows, after.Escrows);
        if (!after.Sprout.Equals(before.Sprout) || !after.Sapling.Equals(before.Sapling)) rows.AddRange(Trees(after));
        return rows.ToImmutable();
    }

    /// <summary>The state that rows describe; false with the reason when they are damaged.</summary>
    public static bool TryRead(IEnumerable<LedgerRow> rows, [NotNullWhen(true)] out LedgerState? state, out string? error)
    {
        var reader = new LedgerRowReader();
        foreach (var row in rows)
        {
            if (reader.TryAdd(row, out error)) continue;
            state = null;
            return false;
        }
        return reader.TryFinish(out state, out error);
    }

    private static IEnumerable<LedgerRow> Trees(LedgerState state) =>
        [LedgerRowCodec.Tree(ShieldedPool.Sprout, state.Sprout), LedgerRowCodec.Tree(ShieldedPool.Sapling, state.Sapling)];

    private static void AddNodes(ImmutableArray<LedgerRow>.Builder rows, FluxNodeList before, FluxNodeList after)
    {
        foreach (var record in before.Records)
        {
            if (after.Find(record.Collateral) is null) rows.Add(LedgerRowCodec.Node(record.Collateral, null));
        }
        foreach (var record in after.Records)
        {
            var old = before.Find(record.Collateral);
            if (!ReferenceEquals(old, record) && old != record) rows.Add(LedgerRowCodec.Node(record.Collateral, record));
        }
        foreach (var (collateral, _) in before.Delegates)
        {
            if (after.DelegatesOf(collateral).IsEmpty) rows.Add(LedgerRowCodec.Delegates(collateral, []));
        }
        foreach (var (collateral, keys) in after.Delegates)
        {
            if (before.DelegatesOf(collateral) != keys) rows.Add(LedgerRowCodec.Delegates(collateral, keys));
        }
    }

    private static void AddEscrows(ImmutableArray<LedgerRow>.Builder rows, EscrowList before, EscrowList after)
    {
        var old = before.Entries.ToDictionary(entry => entry.OutPoint);
        foreach (var entry in after.Entries)
        {
            if (!old.Remove(entry.OutPoint)) rows.Add(LedgerRowCodec.Escrow(entry));
        }
        foreach (var outPoint in old.Keys) rows.Add(LedgerRowCodec.NoEscrow(outPoint));
    }
}
