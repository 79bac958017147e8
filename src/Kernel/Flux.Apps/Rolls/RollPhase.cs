namespace Flux.Apps.Rolls;

/// <summary>Where one instance is on its way to the message in force.</summary>
public enum RollPhase
{
    /// <summary>It runs an earlier message and has not tried the new one.</summary>
    Behind,

    /// <summary>It is going over, or begins the new message where the app did not run.</summary>
    Switching,

    /// <summary>It runs the new message.</summary>
    Done,

    /// <summary>It tried the new message, which did not become healthy, and runs the earlier one again.</summary>
    Failed,
}
