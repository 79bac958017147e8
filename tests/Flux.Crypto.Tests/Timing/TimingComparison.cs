using System.Diagnostics;

namespace Flux.Crypto.Tests.Timing;

/// <summary>
/// The method of "Dude, is my code constant time?" (Reparaz, Balasch, Verbauwhede, 2017): run an operation on one fixed and on random
/// secrets in random order, drop the slowest measurements (interrupts, other programs) at several thresholds, and compare the means.
/// </summary>
internal static class TimingComparison
{
    /// <summary>Beyond this many standard errors the running time depends on the secret (the paper's "definitely").</summary>
    internal const double Definitely = 10;

    private const int Thresholds = 20;
    private const int WarmUp = 20_000;

    /// <summary>
    /// The largest |t| over all thresholds. <paramref name="run"/> is given 0 for a fixed and 1 for a random secret, and the number of the
    /// measurement; it prepares nothing that takes time.
    /// </summary>
    internal static double LargestT(int measurements, Func<int, int> classOf, Action<int> run)
    {
        for (int i = 0; i < WarmUp; i++)
        {
            run(i % measurements);
        }

        long[] ticks = new long[measurements];
        for (int i = 0; i < measurements; i++)
        {
            long start = Stopwatch.GetTimestamp();
            run(i);
            ticks[i] = Stopwatch.GetTimestamp() - start;
        }

        long[] sorted = [.. ticks];
        Array.Sort(sorted);
        return Enumerable.Range(0, Thresholds).Max(step => Math.Abs(Compare(ticks, classOf, sorted[Place(step, measurements)])));
    }

    /// <summary>From "all" down to the fastest half.</summary>
    private static int Place(int step, int measurements) => (int)((measurements - 1) * (1 - (0.5 * step / (Thresholds - 1))));

    private static double Compare(long[] ticks, Func<int, int> classOf, long slowest)
    {
        var test = new WelchTest();
        for (int i = 0; i < ticks.Length; i++)
        {
            if (ticks[i] <= slowest)
            {
                test.Add(classOf(i), ticks[i]);
            }
        }

        return test.T();
    }
}
