namespace Flux.Mining.Stratum;

/// <summary>
/// Moves a miner's difficulty until a share comes about every interval: looked at after ten shares or ten intervals, by at most a factor
/// of four at a time. Not thread-safe.
/// </summary>
internal sealed class VariableDifficulty(double first, TimeSpan interval, TimeProvider time)
{
    private const int SharesLookedAt = 10;
    private const double LargestStep = 4;

    /// <summary>Within this factor of the aim nothing is changed: each change costs the miner a message.</summary>
    private const double Tolerance = 1.5;

    private long _since = time.GetTimestamp();
    private int _shares;

    /// <summary>Solutions that a share stands for.</summary>
    public double Current { get; private set; } = Math.Max(1, first);

    /// <summary>A share was accepted.</summary>
    public void Count() => _shares++;

    /// <summary>Takes the wish of a miner (mining.suggest_target), within a factor of 1,000 of the present.</summary>
    public void Suggest(double difficulty)
    {
        Current = Math.Clamp(difficulty, Math.Max(1, Current / 1000), Current * 1000);
        Restart();
    }

    /// <summary>Looks whether it is time for a change; true when the difficulty is another one now.</summary>
    public bool TryAdjust()
    {
        var elapsed = time.GetElapsedTime(_since);
        if (_shares < SharesLookedAt && elapsed < interval * SharesLookedAt) return false;
        // Without any share the aim is still off by at least the time waited.
        var ratio = Math.Max(_shares, 0.5) * (interval / Max(elapsed, TimeSpan.FromMilliseconds(1)));
        Restart();
        if (ratio is < Tolerance and > 1 / Tolerance) return false;
        var next = Math.Max(1, Current * Math.Clamp(ratio, 1 / LargestStep, LargestStep));
        var changed = Math.Abs(next - Current) > 1e-9;
        Current = next;
        return changed;
    }

    private void Restart() => (_since, _shares) = (time.GetTimestamp(), 0);

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
