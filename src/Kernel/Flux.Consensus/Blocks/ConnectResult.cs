using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Consensus.Ledger;
using Flux.Consensus.Rejects;
using Flux.Consensus.Shielded;
using Flux.Primitives;

namespace Flux.Consensus.Blocks;

/// <summary>Outcome of <c>BlockRules.Connect</c>. The block is valid when <see cref="Verdict"/> is ok and every check in <see cref="Checks"/> is too.</summary>
public sealed record ConnectResult
{
    /// <summary>Everything but the deferred checks.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The state after the block; null when refused.</summary>
    public LedgerState? Next { get; init; }

    /// <summary>What changes in the coin set.</summary>
    public CoinChanges Coins { get; init; } = CoinChanges.None;

    /// <summary>Nullifiers and anchors that the block adds.</summary>
    public ShieldedChanges Shielded { get; init; } = ShieldedChanges.None;

    /// <summary>How to take the block back; null when refused.</summary>
    public BlockUndo? Undo { get; init; }

    /// <summary>Rows of the stored ledger state that change: O(changes), later rows of a key replace earlier ones.</summary>
    public ImmutableArray<LedgerRow> Rows { get; init; } = [];

    /// <summary>Signature checks still to run, scripts and FluxNode signatures.</summary>
    public ImmutableArray<IDeferredCheck> Checks { get; init; } = [];

    /// <summary>Fees of the block's transactions.</summary>
    public Amount Fees { get; init; }

    /// <summary>True when the verdict is ok (the deferred checks are not looked at).</summary>
    [MemberNotNullWhen(true, nameof(Next), nameof(Undo))]
    public bool IsOk => Verdict.IsOk;

    /// <summary>A refusal.</summary>
    public static ConnectResult Refused(Verdict verdict) => new() { Verdict = verdict };
}
