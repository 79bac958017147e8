namespace Flux.Apps.Placement;

/// <summary>Why a node does not take an app it was drawn for.</summary>
public enum DeclineReason
{
    /// <summary>A port is taken by another app, or blocked by the operator.</summary>
    Port,

    /// <summary>Not enough cpu, memory or storage is left.</summary>
    Resources,

    /// <summary>The image does not exist, cannot be pulled, or is for another architecture.</summary>
    Image,

    /// <summary>The node is not where the app wants to be, has no static address, or is not among its chosen nodes.</summary>
    Place,

    /// <summary>The operator refuses the image or the owner.</summary>
    Operator,

    /// <summary>The container was started and did not become healthy.</summary>
    Unhealthy,

    /// <summary>The node is about to stop or its container engine does not work.</summary>
    Maintenance,
}
