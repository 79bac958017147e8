using System.Collections.Immutable;
using Flux.Primitives;
using Flux.Wallets.Signing;

namespace Flux.Wallets.Spending;

/// <summary>A payment ready to be explained and signed.</summary>
/// <param name="Draft">The transaction.</param>
/// <param name="Coins">The coins it spends, in the order of its inputs.</param>
/// <param name="Fee">What miners get.</param>
/// <param name="Change">What comes back, zero when nothing does.</param>
public sealed record PaymentPlan(TransactionDraft Draft, ImmutableArray<WalletCoin> Coins, Amount Fee, Amount Change);
