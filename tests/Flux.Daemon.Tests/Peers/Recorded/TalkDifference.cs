namespace Flux.Daemon.Tests.Peers.Recorded;

/// <summary>
/// A difference between a recorded session and ours that is there on purpose. docs/p2p-sessions.md has a row for each; every other difference
/// fails the test.
/// </summary>
/// <param name="Sessions">Names of the sessions.</param>
/// <param name="Recorded">What fluxd did.</param>
/// <param name="Here">What this node does.</param>
/// <param name="Why">The reason.</param>
/// <param name="Apply">Changes what is expected.</param>
internal sealed record TalkDifference(string[] Sessions, string Recorded, string Here, string Why, Action<TalkScript> Apply)
{
    /// <summary>The row of the table.</summary>
    public string Row => $"| {string.Join(", ", Sessions.Select(name => $"`{name}`"))} | {Recorded} | {Here} | {Why} |";
}
