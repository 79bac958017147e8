namespace Flux.Ingress.Routes;

/// <summary>One published port of an app.</summary>
/// <param name="Port">The published port; also reached as <c>app_port.app.&lt;domain&gt;</c> (reference §10.1).</param>
/// <param name="Domains">Custom domains of this port; lower case, no scheme.</param>
/// <param name="Instances">Where it runs, best first is not implied.</param>
public sealed record PortRoute(int Port, IReadOnlyList<string> Domains, IReadOnlyList<RouteInstance> Instances);
