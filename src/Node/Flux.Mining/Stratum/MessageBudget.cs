namespace Flux.Mining.Stratum;

/// <summary>How many messages a connection may still send: a bucket that fills at a steady rate. Not thread-safe.</summary>
internal sealed class MessageBudget(int perSecond, int burst, TimeProvider time)
{
    private double _left = burst;
    private long _at = time.GetTimestamp();

    /// <summary>Takes one; false when there is none.</summary>
    public bool TryTake()
    {
        _left = Math.Min(burst, _left + (time.GetElapsedTime(_at).TotalSeconds * perSecond));
        _at = time.GetTimestamp();
        if (_left < 1) return false;
        _left--;
        return true;
    }
}
