namespace Flux.Orchestration.Installs;

/// <summary>One step of an install and its undo.</summary>
internal interface IInstallStep
{
    InstallStage Stage { get; }

    /// <summary>Does it. Answers null when done, else why not; a failed or cancelled step may have done a part.</summary>
    Task<InstallFailure?> DoAsync(CancellationToken cancel);

    /// <summary>Takes back what <see cref="DoAsync"/> did, also when it did only a part. What cannot be undone now is left to the reconciler.</summary>
    Task UndoAsync(CancellationToken cancel);
}
