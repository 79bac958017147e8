using System.Collections.Immutable;
using Flux.Consensus.Ledger;
using Flux.Consensus.Shielded;

namespace Flux.Consensus.Blocks;

/// <summary>Outcome of <c>BlockRules.Disconnect</c>.</summary>
/// <param name="Previous">The state before the block.</param>
/// <param name="Coins">What changes in the coin set: <c>Spent</c> leaves it, <c>Created</c> comes back.</param>
/// <param name="Rows">Rows of the stored ledger state that change.</param>
/// <param name="Shielded">Nullifiers and anchors that leave.</param>
public sealed record DisconnectResult(LedgerState Previous, CoinChanges Coins, ImmutableArray<LedgerRow> Rows, ShieldedChanges Shielded);
