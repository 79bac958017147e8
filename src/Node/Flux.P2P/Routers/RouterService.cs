namespace Flux.P2P.Routers;

/// <summary>Where and under what name a UPnP router is asked.</summary>
internal sealed record RouterService(string Kind, Uri Control);
