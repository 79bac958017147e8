namespace Flux.Devnet.Control;

/// <summary>Something a person who watches a local network wants to know. One JSON line on the control socket.</summary>
public sealed record NetworkEvent
{
    public required NetworkEventKind Kind { get; init; }

    /// <summary>One sentence or a few words, for a person.</summary>
    public string Text { get; init; } = "";

    /// <summary>For <see cref="NetworkEventKind.Failed"/>: why, in the terms of the exit codes.</summary>
    public DevnetProblem? Problem { get; init; }

    /// <summary>For <see cref="NetworkEventKind.Failed"/>: what to do; may be empty.</summary>
    public string Remedy { get; init; } = "";
}
