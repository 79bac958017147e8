namespace Flux.Orchestration.Installs;

/// <summary>What this node gives to apps altogether.</summary>
/// <param name="NanoCpus">Billionths of a core.</param>
/// <param name="MemoryBytes">Memory.</param>
/// <param name="DiskBytes">Volumes.</param>
public readonly record struct NodeCapacity(long NanoCpus, long MemoryBytes, long DiskBytes);
