namespace Flux.Orchestration;

/// <summary>What one component does on this node.</summary>
public enum ComponentState
{
    /// <summary>No container.</summary>
    Missing,

    /// <summary>Its container is being made or started.</summary>
    Starting,

    /// <summary>It runs but does not answer on its first published port (yet).</summary>
    Unready,

    /// <summary>It runs and answers, or has no port to answer on.</summary>
    Healthy,

    /// <summary>It exited; it is started again after its back-off.</summary>
    Exited,

    /// <summary>It is kept stopped on purpose.</summary>
    Stopped,
}
