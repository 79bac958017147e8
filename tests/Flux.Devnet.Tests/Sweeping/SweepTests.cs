using System.Diagnostics;
using Flux.Devnet.Sweeping;

namespace Flux.Devnet.Tests.Sweeping;

public sealed class SweepTests : IDisposable
{
    private readonly TemporaryHome temporary = new();

    [Fact]
    public async Task Ends_processes_of_this_home_and_no_others()
    {
        using var ours = Sleeper(temporary.Path);
        using var stranger = Sleeper("/somewhere/else");

        var ended = await new Sweep(temporary.Home).EndProcessesAsync(CancellationToken.None);

        try
        {
            ended.ShouldBe(1);
            // Its memory, and with it the mark, is gone a moment before its parent may see the end.
            await ours.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            stranger.HasExited.ShouldBeFalse();
        }
        finally
        {
            stranger.Kill();
        }
    }

    [Fact]
    public void Says_what_it_removed() =>
        new SweepReport(2, 1, 0, 0, 3).ToString().ShouldBe("removed 2 processes, 1 container, 3 firewall rules");

    public void Dispose() => temporary.Dispose();

    private static Process Sleeper(string home)
    {
        var info = new ProcessStartInfo("/bin/sleep", "600");
        info.Environment[Sweep.HomeMark] = home;
        return Process.Start(info)!;
    }
}
