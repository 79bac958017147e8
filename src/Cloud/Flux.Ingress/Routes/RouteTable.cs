using System.Collections.Immutable;

namespace Flux.Ingress.Routes;

/// <summary>One consistent state of all routes.</summary>
/// <param name="Apps">By lower-case app name.</param>
/// <param name="Domains">By lower-case custom domain.</param>
internal sealed record RouteTable(ImmutableDictionary<string, AppTarget> Apps, ImmutableDictionary<string, (AppTarget App, PortTarget Port)> Domains)
{
    public static RouteTable Empty { get; } = new(ImmutableDictionary<string, AppTarget>.Empty, ImmutableDictionary<string, (AppTarget, PortTarget)>.Empty);
}
