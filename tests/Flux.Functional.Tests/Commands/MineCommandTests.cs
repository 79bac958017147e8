using System.Diagnostics;
using System.Globalization;
using Flux.Functional.Tests.Rpc;

namespace Flux.Functional.Tests.Commands;

/// <summary><c>flux mine</c> as a person runs it, against a real fluxd.</summary>
public sealed class MineCommandTests : IDisposable
{
    private const string MinerAddress = "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo";

    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Mines_as_many_blocks_as_asked_for_and_says_how_it_goes()
    {
        await using var fluxd = await FluxdProcess.StartAsync([$"-mineraddress={MinerAddress}", "-blocktime=1"]);
        using var client = fluxd.Client();

        var mined = (await new FluxCommand(_home.Path, "127.0.0.1").RunAsync(["mine", "--blocks", "3", .. Node(fluxd)])).ShouldEndWith(0);

        mined.Output.ShouldContain("Mining Equihash 48,5 with 1 thread, under 10 MB of memory. Ctrl-C stops.");
        mined.Output.ShouldContain("Sol/s ·");
        mined.Output.ShouldMatch(@"\d+ blocks found · a block every \d+ s(, the pace of this network| or so) · height \d+");
        mined.Output.ShouldMatch(@"\n[3-9] blocks in \d+ s\.");
        (await client.CallAsync("getblockcount")).GetInt32().ShouldBeGreaterThanOrEqualTo(3);
        (await client.CallAsync("getmininginfo")).GetProperty("generate").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Ctrl_C_stops_the_miner_and_tells_what_was_found()
    {
        await using var fluxd = await FluxdProcess.StartAsync([$"-mineraddress={MinerAddress}", "-blocktime=1"]);
        using var client = fluxd.Client();
        using var mining = new FluxCommand(_home.Path, "127.0.0.1").Start(["mine", .. Node(fluxd)]);
        await Eventually.HoldsAsync(async () => (await client.CallAsync("getblockcount")).GetInt32() > 1, () => Task.FromResult("two blocks"));

        using var interrupt = Process.Start("kill", ["-INT", mining.Id.ToString(CultureInfo.InvariantCulture)]);
        var ended = await FluxCommand.EndAsync(mining);

        ended.ExitCode.ShouldBe(0, ended.Errors);
        ended.Output.ShouldMatch(@"\d+ blocks? in \d+ s\.");
        (await client.CallAsync("getmininginfo")).GetProperty("generate").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Says_what_is_missing()
    {
        await using var fluxd = await FluxdProcess.StartAsync([]);
        var command = new FluxCommand(_home.Path, "127.0.0.1");

        (await command.RunAsync(["mine", .. Node(fluxd)])).Errors.ShouldContain("Mining needs an address");
        (await command.RunAsync(["mine", "--threads", "0", .. Node(fluxd)])).ShouldEndWith(2).Errors.ShouldContain("must be from 1 to 256");
        (await command.RunAsync(["mine", "--blocks", "0", .. Node(fluxd)])).ShouldEndWith(2).Errors.ShouldContain("1 or more");
    }

    private static string[] Node(FluxdProcess fluxd) => ["--rpc", $"http://{fluxd.Endpoint}/", "--cookie", fluxd.Cookie];
}
