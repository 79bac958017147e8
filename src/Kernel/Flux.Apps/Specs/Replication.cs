namespace Flux.Apps.Specs;

/// <summary>How a component's volume relates to those of the app's other instances (fluxos-protocol §3.7).</summary>
public enum Replication
{
    /// <summary>Each instance has its own data.</summary>
    None,

    /// <summary><c>s:</c> replicated both ways; the container always runs.</summary>
    Shared,

    /// <summary><c>r:</c> replicated; the container starts after the first synchronisation.</summary>
    Replicated,

    /// <summary><c>g:</c> replicated, and only one elected instance runs.</summary>
    Elected,
}
