namespace Flux.Devnet.Control;

public enum NetworkEventKind
{
    /// <summary>A step of the start begins.</summary>
    Step,

    /// <summary>The step that began last is done; the text is its outcome.</summary>
    Done,

    /// <summary>How far the current step is.</summary>
    Progress,

    /// <summary>Something happened to a running network.</summary>
    Note,

    /// <summary>The network is ready.</summary>
    Ready,

    /// <summary>The start failed, or the network could not go on; everything is being stopped.</summary>
    Failed,

    /// <summary>Everything is being stopped on request.</summary>
    Stopping,

    /// <summary>Nothing runs any more; the last event.</summary>
    Stopped,
}
