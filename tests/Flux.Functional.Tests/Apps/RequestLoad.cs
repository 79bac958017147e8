using System.Collections.Concurrent;
using System.Diagnostics;

namespace Flux.Functional.Tests.Apps;

/// <summary>Requests at a steady rate, each sent whether or not those before were answered.</summary>
internal sealed class RequestLoad(AppNetwork apps, string host, TimeSpan? patience = null)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentQueue<(TimeSpan At, string? Node)> answers = new();
    private readonly ConcurrentQueue<TimeSpan> waits = new();

    public IReadOnlyList<(TimeSpan At, string? Node)> Answers => [.. answers.OrderBy(answer => answer.At)];

    /// <summary>Sends until the condition holds or the time is over; then waits for what is on its way.</summary>
    public async Task RunAsync(Func<TimeSpan, bool> enough)
    {
        using var http = AppNetwork.Visitor();
        if (patience is { } given) http.Timeout = given;
        using var timer = new PeriodicTimer(Pause);
        var sent = new List<Task>();
        var clock = Stopwatch.StartNew();
        while (!enough(clock.Elapsed))
        {
            sent.Add(SendAsync(http, clock.Elapsed));
            await timer.WaitForNextTickAsync();
        }
        await Task.WhenAll(sent);
    }

    /// <summary>The longest time from a failed request to the next one that was answered, by the moments they were sent.</summary>
    public TimeSpan LongestOutage()
    {
        var (longest, began) = (TimeSpan.Zero, (TimeSpan?)null);
        foreach (var (at, node) in Answers)
        {
            if (node is null) began ??= at;
            if (began is { } since && at - since > longest) longest = at - since;
            if (node is not null) began = null;
        }
        return longest;
    }

    /// <summary>How many were sent and lost, and how long answers took, in words.</summary>
    public string Summary()
    {
        var sorted = waits.Order().ToList();
        return $"{answers.Count(answer => answer.Node is null)} of {answers.Count} requests were lost; answers took {sorted[sorted.Count / 2].TotalMilliseconds:0} ms (median), {sorted[^1].TotalMilliseconds:0} ms (slowest)";
    }

    private async Task SendAsync(HttpClient http, TimeSpan at)
    {
        var began = Stopwatch.GetTimestamp();
        answers.Enqueue((at, await apps.AskAsync(http, host)));
        waits.Enqueue(Stopwatch.GetElapsedTime(began));
    }
}
