namespace Flux.Orchestration.Reconcile;

/// <summary>What to do, in order, and when to look again although nothing happens (a back-off that ends).</summary>
/// <param name="Actions">In the order of execution. Empty: actual equals desired.</param>
/// <param name="LookAgainAt">Earliest end of a back-off, or null.</param>
public sealed record Plan(IReadOnlyList<PlanAction> Actions, DateTimeOffset? LookAgainAt);
