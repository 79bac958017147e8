using Flux.Os.Usage;

namespace Flux.Os.Tests.Usage;

/// <summary>Samples get coarser with age and never more than a bound.</summary>
public sealed class UsageHistoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Ten_days_of_minutes_are_kept_as_60_480_and_168_samples()
    {
        var history = new UsageHistory();
        var now = Start;
        for (var minute = 0; minute < 10 * 24 * 60; minute++) history.Add(new UsageSample(now = Start.AddMinutes(minute), []));

        history.Of(null, now).Count.ShouldBe(60);
        history.Of(TimeSpan.FromHours(1), now).Count.ShouldBe(60);
        history.Of(TimeSpan.FromDays(1), now).Count.ShouldBe(480);
        history.Of(TimeSpan.FromDays(7), now).Count.ShouldBe(168);
    }

    [Fact]
    public void A_range_leaves_out_what_is_older()
    {
        var history = new UsageHistory();
        foreach (var minute in (int[])[0, 1, 2, 3, 4, 5]) history.Add(new UsageSample(Start.AddMinutes(minute), [(byte)minute]));

        history.Of(TimeSpan.FromMinutes(2), Start.AddMinutes(5)).Select(sample => sample.Data[0]).ShouldBe([(byte)3, (byte)4, (byte)5]);
    }

    [Fact]
    public void Beats_that_come_a_little_early_or_late_do_not_thin_the_samples_out()
    {
        var history = new UsageHistory();
        for (var minute = 0; minute < 30; minute++) history.Add(new UsageSample(Start.AddMinutes(minute).AddSeconds(minute % 2 == 0 ? 2 : -2), []));

        history.Of(null, Start.AddMinutes(30)).Count.ShouldBe(30);
    }
}
