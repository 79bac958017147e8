namespace Flux.Os.Watching;

/// <summary>One app in a pulse.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hash">Message that runs.</param>
/// <param name="State"><c>running</c> or <c>installing</c>.</param>
/// <param name="HealthyMs">How long it has been answering without a break; 0 when it does not.</param>
/// <param name="InstallingMs">How long it has been installing; 0 when it is not.</param>
/// <param name="RunningSince">When it became healthy last, Unix milliseconds; 0 when it is not.</param>
/// <param name="Failed">A message that was tried in place of <paramref name="Hash"/> and did not become healthy; null: none.</param>
/// <param name="FailedMs">How long ago.</param>
/// <param name="Update">What an update waits for or failed of, in words; null: nothing.</param>
public sealed record PulseApp(
    string Name, string Hash, string State, long HealthyMs, long InstallingMs, long RunningSince, string? Failed = null, long FailedMs = 0, string? Update = null)
{
    /// <summary>Runs.</summary>
    public const string Running = "running";

    /// <summary>Is being installed.</summary>
    public const string Installing = "installing";

    /// <summary>Longest sentence that is sent.</summary>
    public const int LongestUpdate = 300;

    // A name of version 8, a hash in hexadecimal; words of other versions get some room.
    private const int LongestName = 63, LongestHash = 64, LongestState = 32, LongestUpdateTaken = 1_000;

    /// <summary>Whether a node can have said it.</summary>
    internal bool IsPlausible =>
        Name is { Length: <= LongestName } && Hash is { Length: <= LongestHash } && State is { Length: <= LongestState }
        && Failed is null or { Length: <= LongestHash } && Update is null or { Length: <= LongestUpdateTaken };
}
