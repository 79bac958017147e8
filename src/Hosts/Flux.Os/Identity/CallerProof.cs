namespace Flux.Os.Identity;

/// <summary>What kind of text a caller signed: it decides how far the signature reaches.</summary>
public enum CallerProof
{
    /// <summary>A text of the caller's own making that names no node; any operator who sees it can use it elsewhere.</summary>
    SelfMade,

    /// <summary>A text that names this node (<see cref="Flux.Apps.Messages.NodeLogin"/>).</summary>
    NodeBound,

    /// <summary>A phrase that this node issued and that was used to log in here.</summary>
    Session,
}
