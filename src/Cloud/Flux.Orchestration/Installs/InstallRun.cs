using System.Runtime.ExceptionServices;

namespace Flux.Orchestration.Installs;

/// <summary>
/// Runs groups of steps in order; the steps of a group are independent and run side by side. When one fails or the caller cancels,
/// every step that was begun is undone, the latest first, and nothing is left.
/// </summary>
internal sealed class InstallRun(InstallJournal journal, TimeSpan undoDeadline, TimeProvider time)
{
    private readonly List<IReadOnlyList<IInstallStep>> begun = [];

    public async Task<InstallFailure?> RunAsync(IEnumerable<IReadOnlyList<IInstallStep>> groups, CancellationToken cancel)
    {
        try
        {
            foreach (var group in groups)
            {
                begun.Add(group);
                if (await RunGroupAsync(group, cancel) is not { } failure) continue;
                await UndoAsync();
                return failure;
            }

            return null;
        }
        catch (Exception bug)
        {
            await UndoAsync();
            ExceptionDispatchInfo.Throw(bug);
            throw;
        }
    }

    private async Task<InstallFailure?> RunGroupAsync(IReadOnlyList<IInstallStep> group, CancellationToken cancel)
    {
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var running = group.Select(step => RunStepAsync(step, others)).ToList();
        var failures = (await Task.WhenAll(running)).OfType<InstallFailure>().ToList();

        // A step stopped because of another's failure is not the reason.
        return failures.Find(failure => failure.Reason != InstallFailureReason.Cancelled) ?? failures.FirstOrDefault();
    }

    private async Task<InstallFailure?> RunStepAsync(IInstallStep step, CancellationTokenSource others)
    {
        journal.Tell(step.Stage, StepState.Started, "");
        var failure = await DoAsync(step, others.Token);
        if (failure is not null) await others.CancelAsync();
        journal.Tell(step.Stage, failure is null ? StepState.Done : StepState.Failed, failure?.Message ?? "");
        return failure;
    }

    private static async Task<InstallFailure?> DoAsync(IInstallStep step, CancellationToken cancel)
    {
        try
        {
            cancel.ThrowIfCancellationRequested();
            return await step.DoAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return new InstallFailure(step.Stage, InstallFailureReason.Cancelled, "cancelled", MayRetry: true);
        }
    }

    private async Task UndoAsync()
    {
        using var deadline = new CancellationTokenSource(undoDeadline, time);
        foreach (var step in Enumerable.Reverse(begun).SelectMany(group => group.Reverse()))
        {
            try
            {
                await step.UndoAsync(deadline.Token);
                journal.Tell(step.Stage, StepState.Undone, "");
            }
            catch (OperationCanceledException)
            {
                journal.Tell(step.Stage, StepState.Failed, "could not be undone in time; the next reconciliation removes what is left");
            }
        }

        begun.Clear();
    }
}
