namespace Flux.Orchestration.Docker;

/// <summary>The engine events that matter here.</summary>
public enum EngineEventKind
{
    /// <summary>The event stream is (again) connected: anything may have happened before.</summary>
    Connected,

    /// <summary>The engine cannot be reached.</summary>
    Lost,

    /// <summary>A container ended.</summary>
    Died,

    /// <summary>A container was removed.</summary>
    Removed,

    /// <summary>A network was removed, or a container taken off one.</summary>
    NetworkChanged,
}
