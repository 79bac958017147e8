namespace Flux.Os.Watching;

/// <summary>One app in a pulse.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hash">Message that runs.</param>
/// <param name="State"><c>running</c> or <c>installing</c>.</param>
/// <param name="HealthyMs">How long it has been answering without a break; 0 when it does not.</param>
/// <param name="InstallingMs">How long it has been installing; 0 when it is not.</param>
/// <param name="RunningSince">When it became healthy last, Unix milliseconds; 0 when it is not.</param>
public sealed record PulseApp(string Name, string Hash, string State, long HealthyMs, long InstallingMs, long RunningSince)
{
    /// <summary>Runs.</summary>
    public const string Running = "running";

    /// <summary>Is being installed.</summary>
    public const string Installing = "installing";
}
