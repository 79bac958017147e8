using Flux.Orchestration.Instances;

namespace Flux.Orchestration;

/// <summary>One component of <see cref="InstanceStatus"/>.</summary>
/// <param name="Id">App and component.</param>
/// <param name="ContainerId">The engine's id, or null.</param>
/// <param name="State">What it does.</param>
/// <param name="Detail">A sentence when something is wrong; otherwise empty.</param>
public sealed record ComponentStatus(ComponentId Id, string? ContainerId, ComponentState State, string Detail);
