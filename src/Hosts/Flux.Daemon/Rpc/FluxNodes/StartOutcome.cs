using Flux.Primitives;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>What became of a START.</summary>
/// <param name="Transaction">Built and signed; null when it could not be.</param>
/// <param name="IsIn">It waits in the pool.</param>
/// <param name="Problem">Why not; empty when it does.</param>
internal sealed record StartOutcome(Transaction? Transaction, bool IsIn, string Problem);
