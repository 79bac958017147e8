namespace Flux.Orchestration.Docker;

/// <summary>One app network of this node, as the engine lists it.</summary>
/// <param name="Id">The engine's id.</param>
/// <param name="EngineName">Name on the engine.</param>
/// <param name="App">App it belongs to.</param>
/// <param name="Subnet">Third octet of its subnet, or -1 when it is not one of ours.</param>
public sealed record NetworkFacts(string Id, string EngineName, string App, int Subnet);
