namespace Flux.P2P;

/// <summary>One entry of the ban list.</summary>
/// <param name="Subnet">CIDR text, e.g. <c>203.0.113.7/32</c>.</param>
/// <param name="Created">When it was set.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Reason">Why: <c>manual</c>, or what the peer did.</param>
public sealed record BanFacts(string Subnet, DateTimeOffset Created, DateTimeOffset Until, string Reason);
