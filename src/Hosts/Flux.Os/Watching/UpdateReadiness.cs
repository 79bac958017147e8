namespace Flux.Os.Watching;

/// <summary>Whether the change of an app on this node may begin.</summary>
internal enum UpdateReadiness
{
    /// <summary>It is being prepared, or failed a moment ago.</summary>
    NotYet,

    /// <summary>At once: it touches no container that serves.</summary>
    Now,

    /// <summary>When it is this node's turn.</summary>
    InTurn,
}
