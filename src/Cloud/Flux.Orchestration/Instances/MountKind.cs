namespace Flux.Orchestration.Instances;

/// <summary>What a mount shows in the container.</summary>
public enum MountKind
{
    /// <summary>A directory, created when missing.</summary>
    Directory,

    /// <summary>A single file, created empty when missing.</summary>
    File,
}
