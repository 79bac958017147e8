using Flux.Consensus.FluxNodes;
using Flux.Primitives;

namespace Flux.Consensus.Subsidy;

/// <summary>Who is paid in a tier, and how.</summary>
public sealed record TierPayment(Tier Tier, OutPoint Payee, TxOutput Output);
