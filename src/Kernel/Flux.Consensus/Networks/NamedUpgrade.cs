namespace Flux.Consensus.Networks;

/// <summary>An upgrade as RPC lists it, with the protocol version peers need from then on (chain reference §1.5).</summary>
public sealed record NamedUpgrade(string Name, uint BranchId, Activation Activation, int PeerProtocol);
