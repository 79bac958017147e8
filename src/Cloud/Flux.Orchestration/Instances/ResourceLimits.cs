namespace Flux.Orchestration.Instances;

/// <summary>What one container may use. Values above the host's own are clamped when the container is built, never fatal.</summary>
public readonly record struct ResourceLimits
{
    /// <summary>CPU time in billionths of a core (1.5 cores = 1,500,000,000).</summary>
    public required long NanoCpus { get; init; }

    /// <summary>Memory in bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Size of the component's volume in bytes.</summary>
    public required long VolumeBytes { get; init; }

    /// <summary>Processes and threads; 0 takes <see cref="OrchestrationOptions.DefaultPids"/>.</summary>
    public int Pids { get; init; }
}
