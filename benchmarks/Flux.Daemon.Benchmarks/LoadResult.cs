namespace Flux.Daemon.Benchmarks;

/// <summary>What a load gave.</summary>
internal sealed record LoadResult(double PerSecond, TimeSpan P50, TimeSpan P99)
{
    public static LoadResult Of(List<long> ticks, TimeSpan length)
    {
        ticks.Sort();
        return new LoadResult(ticks.Count / length.TotalSeconds, At(ticks, 0.50), At(ticks, 0.99));
    }

    private static TimeSpan At(List<long> ticks, double part) => TimeSpan.FromSeconds(ticks[(int)(part * (ticks.Count - 1))] / (double)System.Diagnostics.Stopwatch.Frequency);
}
