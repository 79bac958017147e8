namespace Flux.Devnet;

/// <summary>A local network can't do what was asked, for a reason a person can mend. Mapped once at the edge to a message and an exit code.</summary>
public sealed class DevnetException(DevnetProblem problem, string message, string remedy = "", Exception? inner = null) : Exception(message, inner)
{
    public DevnetProblem Problem { get; } = problem;

    /// <summary>What the person can do, as a sentence; empty where the message says it all.</summary>
    public string Remedy { get; } = remedy;
}
