using Flux.Devnet.Supervision;

namespace Flux.Devnet.Tests.Supervision;

public sealed class RestartBackoffTests
{
    [Fact]
    public void Doubles_up_to_ten_seconds()
    {
        var backoff = new RestartBackoff();

        var waits = Enumerable.Range(0, 8).Select(_ => backoff.After(TimeSpan.FromSeconds(1)).TotalMilliseconds);

        waits.ShouldBe([250, 500, 1000, 2000, 4000, 8000, 10000, 10000]);
    }

    [Fact]
    public void Begins_anew_after_a_healthy_run()
    {
        var backoff = new RestartBackoff();
        for (var i = 0; i < 5; i++) backoff.After(TimeSpan.Zero);

        backoff.After(RestartBackoff.HealthyRun).TotalMilliseconds.ShouldBe(250);
    }
}
