namespace Flux.Daemon.Tests.Peers.Recorded;

/// <summary>One step of a <see cref="TalkScript"/>.</summary>
/// <param name="Frame">What is sent or expected.</param>
/// <param name="IsOurs">The node under test sends it.</param>
/// <param name="Stream">Where its order counts.</param>
internal sealed record TalkStep(TalkFrame Frame, bool IsOurs, TalkStream Stream)
{
    /// <summary>Only the command is compared.</summary>
    public bool IsLoose { get; set; }
}
