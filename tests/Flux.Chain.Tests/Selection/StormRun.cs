using System.Diagnostics;
using Flux.Primitives;

namespace Flux.Chain.Tests.Selection;

/// <summary>Lives a storm from first to last number, and makes a failing one smaller.</summary>
internal static class StormRun
{
    private const int LastLines = 60;
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(2);

    /// <summary>Never throws for what the storm finds: that is in <see cref="StormOutcome.Failure"/>.</summary>
    public static async Task<StormOutcome> LiveAsync(int[] numbers, int? window)
    {
        using var directory = new TemporaryDirectory();
        var options = TestNode.Options(directory.In("storm"));
        if (window is { } headers) options = options with { HeaderWindow = headers, FlushInterval = TimeSpan.Zero };
        var done = 0;
        var storm = await ForkStorm.OpenAsync(options);
        Block[] winners = [];
        ChainTotals? totals = null;
        Exception? failure = null;
        try
        {
            for (; done < numbers.Length; done++) await storm.StepAsync(numbers[done]);
            (winners, totals) = await storm.FinishAsync();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failure = e;
        }
        await storm.DisposeAsync();
        if (failure is null) failure = await DifferenceAsync(directory, winners, totals!);
        return new StormOutcome(failure, done, storm.Height, storm.Reorganisations, storm.DeepestReorganisation, storm.BadBlocksSent, storm.History);
    }

    /// <summary>Leaves out pieces as long as the storm still fails, for a while; numbers and last events of the smallest.</summary>
    public static async Task<string> SmallestAsync(int[] numbers, int? window, StormOutcome found)
    {
        var began = Stopwatch.GetTimestamp();
        var (smallest, outcome) = (numbers[..Math.Min(numbers.Length, found.Steps + 1)], found);
        for (var piece = smallest.Length / 2; piece > 0; piece /= 2)
        {
            for (var at = 0; at + piece <= smallest.Length && Stopwatch.GetElapsedTime(began) < Budget;)
            {
                int[] without = [.. smallest[..at], .. smallest[(at + piece)..]];
                var again = await LiveAsync(without, window);
                if (again.Failure is null) at += piece;
                else (smallest, outcome) = (without[..Math.Min(without.Length, again.Steps + 1)], again);
            }
        }
        return $"{outcome.Failure!.Message}\nsmallest: {smallest.Length} events: {string.Join(',', smallest)}\n{string.Join('\n', outcome.History.TakeLast(LastLines))}\n{outcome.Failure}";
    }

    private static async Task<Exception?> DifferenceAsync(TemporaryDirectory directory, Block[] winners, ChainTotals totals)
    {
        try
        {
            await using (var fresh = await TestNode.OpenAsync(directory.In("fresh")))
            {
                await fresh.SubmitAllAsync(winners);
                (await fresh.CountAsync()).ShouldBe(totals);
            }
            StoredState.Of(directory.In("storm")).ShouldBe(StoredState.Of(directory.In("fresh")));
            return null;
        }
        catch (Exception e) when (e is ShouldAssertException)
        {
            return e;
        }
    }

    /// <summary>How a storm ended.</summary>
    internal sealed record StormOutcome(Exception? Failure, int Steps, int Height, int Reorganisations, int Deepest, int Bad, IReadOnlyList<string> History);
}
