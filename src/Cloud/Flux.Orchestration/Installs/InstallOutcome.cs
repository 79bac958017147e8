namespace Flux.Orchestration.Installs;

/// <summary>How an install ended. Unless <see cref="Installed"/>, nothing of it is left.</summary>
/// <param name="App">The app.</param>
/// <param name="Failure">Null when it runs.</param>
/// <param name="Status">What runs now; null after a failure.</param>
public sealed record InstallOutcome(string App, InstallFailure? Failure, InstanceStatus? Status)
{
    /// <summary>True when the instance runs.</summary>
    public bool Installed => Failure is null;
}
