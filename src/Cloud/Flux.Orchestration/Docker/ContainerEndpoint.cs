namespace Flux.Orchestration.Docker;

/// <summary>Where a container sits on a network.</summary>
/// <param name="NetworkId">Id of the network it was attached to; stays when that network is gone.</param>
/// <param name="Address">Its address, empty while it does not run.</param>
public readonly record struct ContainerEndpoint(string NetworkId, string Address);
