namespace Flux.Apps.Placement;

/// <summary>What a node does about an app.</summary>
public enum PlacementAction
{
    /// <summary>Nothing: it does not run the app and need not.</summary>
    Wait,

    /// <summary>Begin an instance.</summary>
    Start,

    /// <summary>Go on running or installing.</summary>
    Keep,

    /// <summary>Stop the instance: it is the surplus one.</summary>
    Stop,
}
