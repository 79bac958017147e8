using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Docker;

/// <summary>Something that happened to an object of this node.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Component">Whom it concerns; the app alone for networks; empty for <see cref="EngineEventKind.Connected"/>.</param>
/// <param name="ContainerId">Container, when one is concerned.</param>
/// <param name="ExitCode">Exit code of <see cref="EngineEventKind.Died"/>.</param>
public readonly record struct EngineEvent(EngineEventKind Kind, ComponentId Component, string ContainerId, int ExitCode);
