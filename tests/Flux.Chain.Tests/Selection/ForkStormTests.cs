using System.Diagnostics;
using System.Globalization;

namespace Flux.Chain.Tests.Selection;

/// <summary>
/// Storms of forks on a whole chain node: after thousands of events it holds exactly what a fresh node holds that only ever saw the winning branch
/// (coins, node list, payment queue, DoS list, delegates, reserves, escrow coins, supply, indexes). A failing storm is made smaller and printed.
/// <c>FLUX_STORM_SEED</c> and <c>FLUX_STORM_EVENTS</c> choose another one.
/// </summary>
public sealed class ForkStormTests(ITestOutputHelper output)
{
    private const int Everyday = 2_000;
    private const int LongRounds = 10;
    private const int LongEvents = 10_000;

    [Fact]
    public async Task Two_thousand_events_end_like_a_fresh_replay() =>
        await RunAsync(Setting("FLUX_STORM_SEED", 5), Setting("FLUX_STORM_EVENTS", Everyday));

    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(LongSeeds))]
    public async Task A_hundred_thousand_events_in_ten_lives_end_like_a_fresh_replay(int seed) => await RunAsync(seed, LongEvents);

    public static TheoryData<int> LongSeeds => [.. Enumerable.Range(Setting("FLUX_STORM_SEED", 1_001), LongRounds)];

    private async Task RunAsync(int seed, int events)
    {
        var random = new Random(seed);
        var numbers = Enumerable.Range(0, events).Select(_ => random.Next(20 * 12 * 60)).ToArray();
        int? window = seed % 2 == 0 ? 3 : null;
        var began = Stopwatch.GetTimestamp();
        var outcome = await StormRun.LiveAsync(numbers, window);
        var report = string.Create(CultureInfo.InvariantCulture,
            $"seed {seed}: {events} events in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s, height {outcome.Height}, {outcome.Reorganisations} reorganisations, deepest {outcome.Deepest}, {outcome.Bad} bad blocks");
        output.WriteLine(report);
        if (Environment.GetEnvironmentVariable("FLUX_STORM_REPORT") is { } file) await File.AppendAllTextAsync(file, report + "\n");
        if (outcome.Failure is not null) Assert.Fail($"{report}\n{await StormRun.SmallestAsync(numbers, window, outcome)}");
        outcome.Deepest.ShouldBeGreaterThan(5, "a storm without deep reorganisations shows little");
    }

    private static int Setting(string name, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : fallback;
}
