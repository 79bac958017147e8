using System.Net;

namespace Flux.P2P.Routers;

/// <summary>A port of a router that leads to this machine.</summary>
/// <param name="External">Address and port as others reach them.</param>
/// <param name="InternalPort">Port of this machine.</param>
/// <param name="Lifetime">After so long the router forgets it; zero for never.</param>
internal sealed record PortMapping(IPEndPoint External, int InternalPort, TimeSpan Lifetime);
