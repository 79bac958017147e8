using System.Net;

namespace Flux.P2P;

/// <summary>A peer that the operator wants to stay connected to.</summary>
/// <param name="Name">host:port as given.</param>
/// <param name="ConnectedTo">Where it is connected to now, or null.</param>
public sealed record AddedNodeFacts(string Name, IPEndPoint? ConnectedTo);
