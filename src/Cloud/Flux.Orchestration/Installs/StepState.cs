namespace Flux.Orchestration.Installs;

/// <summary>Where a step of an install is.</summary>
public enum StepState
{
    /// <summary>It begins.</summary>
    Started,

    /// <summary>It goes on; the text says how far.</summary>
    Advanced,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>It failed; everything before it is being undone.</summary>
    Failed,

    /// <summary>What it made has been taken back.</summary>
    Undone,
}
