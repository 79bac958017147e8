namespace Flux.Orchestration.Docker;

/// <summary>The value of a call that has nothing to tell but that it worked.</summary>
public readonly record struct Done;
