namespace Flux.Orchestration.Firewall;

/// <summary>Whether the node is shielded from its containers.</summary>
/// <param name="Active">True when every rule stands.</param>
/// <param name="Reason">Why not; empty when active.</param>
public sealed record FirewallReport(bool Active, string Reason);
