namespace Flux.Orchestration.Instances;

/// <summary>A container port published under a host port, both on tcp and udp (reference §7.2).</summary>
/// <param name="HostPort">1–65535, unique on the node.</param>
/// <param name="ContainerPort">1–65535.</param>
public readonly record struct PublishedPort(int HostPort, int ContainerPort);
