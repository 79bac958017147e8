namespace Flux.Orchestration.Installs;

/// <summary>The kinds of install failure; a node's decline carries them to others.</summary>
public enum InstallFailureReason
{
    /// <summary>The caller cancelled it (the app was removed, the node shuts down).</summary>
    Cancelled,

    /// <summary>Not enough CPU, memory or disk on this node.</summary>
    NoRoom,

    /// <summary>A port is taken on this node.</summary>
    PortTaken,

    /// <summary>The image does not exist or may not be read.</summary>
    ImageUnknown,

    /// <summary>The image is for another architecture.</summary>
    WrongArchitecture,

    /// <summary>The registry of the image cannot be reached.</summary>
    RegistryUnavailable,

    /// <summary>The engine is down or did not answer.</summary>
    EngineUnavailable,

    /// <summary>No space on the disk.</summary>
    DiskFull,

    /// <summary>A container cannot be started as specified (no such executable, user, …).</summary>
    CannotStart,

    /// <summary>A container starts but keeps exiting.</summary>
    CrashLoop,

    /// <summary>A container of an update runs but does not answer where the earlier one did.</summary>
    Silent,

    /// <summary>Anything else.</summary>
    Other,
}
