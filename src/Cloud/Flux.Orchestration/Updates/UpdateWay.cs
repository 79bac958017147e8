namespace Flux.Orchestration.Updates;

/// <summary>How one component gets from what runs to what a new specification asks for.</summary>
public enum UpdateWay
{
    /// <summary>Nothing of its container changes.</summary>
    Keep,

    /// <summary>It has no container yet.</summary>
    Make,

    /// <summary>The specification has it no more.</summary>
    Remove,

    /// <summary>The new container is started and must be healthy before the old one is stopped.</summary>
    Beside,

    /// <summary>The old container is stopped first and kept until the new one is healthy; if it is not, the old one is started again.</summary>
    StopFirst,
}
