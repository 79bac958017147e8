namespace Flux.Os.Identity;

/// <summary>The node's identity, or none on a gateway.</summary>
/// <param name="Identity">Null on a gateway without a node.</param>
public sealed record NodeKeyHolder(NodeIdentity? Identity);
