using System.Diagnostics;
using Flux.Chain.Store;
using Flux.TestKit;

namespace Flux.Chain.Tests.Store;

/// <summary>A real file system of a few megabytes that runs full: the node stops with a clear message and goes on when there is space.</summary>
public sealed class DiskFullTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly bool _mounted;

    public DiskFullTests() => _mounted = Run("mount", "-t", "tmpfs", "-o", "size=6m", "flux-test", _directory.Path);

    public void Dispose()
    {
        if (_mounted) Run("umount", _directory.Path);
        _directory.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3_600_000)]
    public async Task Stops_cleanly_and_resumes(int flushMilliseconds)
    {
        Assert.SkipUnless(_mounted, "needs the right to mount a small file system");
        var ballast = _directory.In("ballast");
        var scenario = new ScenarioChain(TestNetworks.Quick, TestNetworks.QuickLimits);
        scenario.MineMany(300);
        var options = TestNode.Options(_directory.In("chain")) with { FlushInterval = TimeSpan.FromMilliseconds(flushMilliseconds) };
        await using (await TestNode.OpenAsync(options))
        {
        }

        var refusal = await FillAsync(options, scenario, ballast);

        refusal.Fault.ShouldBe(ChainStoreFault.Full);
        refusal.Message.ShouldContain("No space left");
        File.Delete(ballast);
        await using var node = await TestNode.OpenAsync(options);
        var totals = await node.CountAsync();
        totals.AreConsistent.ShouldBeTrue();
        await node.SubmitAllAsync(TestNode.BlocksOf(scenario));
        ExpectedState.Of(await node.CountAsync()).ShouldBe(ExpectedState.Of(scenario));
    }

    private static async Task<ChainStoreException> FillAsync(ChainOptions options, ScenarioChain scenario, string ballast)
    {
        var node = await TestNode.OpenAsync(options);
        try
        {
            var blocks = TestNode.BlocksOf(scenario);
            await node.SubmitAllAsync(blocks[..50]);
            Exhaust(ballast);
            return await Should.ThrowAsync<ChainStoreException>(async () =>
            {
                await node.SubmitAllAsync(blocks[50..]);
                await node.FlushAsync(TestContext.Current.CancellationToken);
            });
        }
        finally
        {
            await node.DisposeAsync();
        }
    }

    private static void Exhaust(string ballast)
    {
        using var file = File.Create(ballast);
        var chunk = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(chunk);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // That was the purpose.
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
