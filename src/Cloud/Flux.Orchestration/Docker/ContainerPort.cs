namespace Flux.Orchestration.Docker;

/// <summary>A port of a container and where the engine publishes it.</summary>
/// <param name="Address">Host address, empty when not published.</param>
/// <param name="PrivatePort">Port in the container.</param>
/// <param name="PublicPort">Host port, or null.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
public readonly record struct ContainerPort(string Address, int PrivatePort, int? PublicPort, string Protocol);
