namespace Flux.P2P.Wire;

/// <summary>An entry of addr.</summary>
/// <param name="Time">Unix seconds when the node was last known to be there.</param>
/// <param name="Address">Where it is.</param>
internal readonly record struct TimedAddress(uint Time, NetAddress Address);
