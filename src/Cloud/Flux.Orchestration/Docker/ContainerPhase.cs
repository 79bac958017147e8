namespace Flux.Orchestration.Docker;

/// <summary>The engine's container states.</summary>
public enum ContainerPhase
{
    /// <summary>Made, never started.</summary>
    Created,

    /// <summary>Running.</summary>
    Running,

    /// <summary>Frozen.</summary>
    Paused,

    /// <summary>Between a stop and a start.</summary>
    Restarting,

    /// <summary>Ended.</summary>
    Exited,

    /// <summary>Being removed, or could not be removed fully.</summary>
    Dead,
}
