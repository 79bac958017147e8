namespace Flux.Chain.Writer;

/// <summary>Something for the writer to do.</summary>
internal abstract class WriterJob(WriterLane lane)
{
    /// <summary>Who goes first, and what a failure means.</summary>
    public WriterLane Lane { get; } = lane;

    /// <summary>Does it; false with the exception when it failed.</summary>
    public abstract bool TryRun(out Exception? failure);

    /// <summary>Says that it will not be done.</summary>
    public abstract void Refuse(Exception reason);
}
