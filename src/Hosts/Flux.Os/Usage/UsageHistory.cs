namespace Flux.Os.Usage;

/// <summary>
/// What one container used over time, the finer the younger (FluxOS reference §7.5): every minute of the last hour, every three minutes of
/// the last day, every hour of the last week. Bounded by that: at most 684 samples.
/// </summary>
internal sealed class UsageHistory
{
    private static readonly (TimeSpan Step, TimeSpan Span)[] Grains =
    [
        (TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)),
        (TimeSpan.FromMinutes(3), TimeSpan.FromDays(1)),
        (TimeSpan.FromHours(1), TimeSpan.FromDays(7)),
    ];

    private readonly Lock _gate = new();
    private readonly Queue<UsageSample>[] _kept = [.. Grains.Select(_ => new Queue<UsageSample>())];

    /// <summary>Adds a sample; older ones than this are dropped when their time is over.</summary>
    public void Add(UsageSample sample)
    {
        lock (_gate)
        {
            for (var grain = 0; grain < Grains.Length; grain++)
            {
                var (kept, (step, span)) = (_kept[grain], Grains[grain]);
                while (kept.TryPeek(out var oldest) && sample.At - oldest.At >= span) kept.Dequeue();
                // Samples come a little early or late: half the finest step is forgiven.
                if (kept.Count == 0 || sample.At - kept.Last().At >= step - (Grains[0].Step / 2)) kept.Enqueue(sample);
            }
        }
    }

    /// <summary>Samples of a span of time up to now, oldest first; without one, the last hour.</summary>
    public IReadOnlyList<UsageSample> Of(TimeSpan? range, DateTimeOffset now)
    {
        var wanted = range ?? Grains[0].Span;
        var grain = Array.FindIndex(Grains, g => wanted <= g.Span);
        lock (_gate) return [.. _kept[grain < 0 ? ^1 : grain].Where(sample => now - sample.At <= wanted)];
    }
}
