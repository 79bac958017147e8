using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Flux.Consensus.Ledger;

/// <summary>The ledger state as rows of a key-value store: one per node, per delegate list, per escrow coin, and one with the totals.</summary>
public static class LedgerRows
{
    /// <summary>Every row of a state.</summary>
    public static IEnumerable<LedgerRow> Of(LedgerState state) => throw new NotImplementedException();

    /// <summary>Rows that lead from one state to another, deletions included. Looks at every node; <c>ConnectResult.Rows</c> is the quick way.</summary>
    public static ImmutableArray<LedgerRow> Changed(LedgerState before, LedgerState after) => throw new NotImplementedException();

    /// <summary>The state that rows describe; false with the reason when they are damaged.</summary>
    public static bool TryRead(IEnumerable<LedgerRow> rows, [NotNullWhen(true)] out LedgerState? state, out string? error) => throw new NotImplementedException();
}
