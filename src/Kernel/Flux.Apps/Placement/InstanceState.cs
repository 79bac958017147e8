namespace Flux.Apps.Placement;

/// <summary>What a node last said about an app.</summary>
public enum InstanceState
{
    /// <summary>Nothing, or that it removed it.</summary>
    Idle,

    /// <summary>It is installing.</summary>
    Installing,

    /// <summary>It runs it.</summary>
    Running,
}
