namespace Flux.Devnet.Supervision;

/// <summary>What a supervised program is doing.</summary>
public enum ProgramState
{
    /// <summary>Not started yet, or stopped on request.</summary>
    Stopped,

    Running,

    /// <summary>Died; waits for its next start.</summary>
    Waiting,
}
