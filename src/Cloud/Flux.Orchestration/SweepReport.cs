namespace Flux.Orchestration;

/// <summary>What a sweep removed, and what it could not.</summary>
public sealed record SweepReport(int Containers, int Networks, int Volumes, IReadOnlyList<string> Left);
