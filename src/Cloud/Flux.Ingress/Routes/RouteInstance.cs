namespace Flux.Ingress.Routes;

/// <summary>One instance behind a route.</summary>
/// <param name="Node">Name of the node, for logs and the <c>FLUXNODE</c> answer header.</param>
/// <param name="Address">IP address or host name of the node.</param>
/// <param name="Port">Published port on it.</param>
public readonly record struct RouteInstance(string Node, string Address, int Port);
