namespace Flux.Chain.Writer;

/// <summary>A job with a result that somebody awaits.</summary>
internal sealed class AwaitedJob<T>(WriterLane lane, Func<T> work, CancellationToken cancellationToken) : WriterJob(lane)
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Done => _done.Task;

    public override bool TryRun(out Exception? failure)
    {
        failure = null;
        if (cancellationToken.IsCancellationRequested)
        {
            _done.TrySetCanceled(cancellationToken);
            return true;
        }
        try
        {
            _done.TrySetResult(work());
            return true;
        }
        catch (Exception thrown)
        {
            failure = thrown;
            _done.TrySetException(thrown);
            return false;
        }
    }

    public override void Refuse(Exception reason) => _done.TrySetException(reason);
}
