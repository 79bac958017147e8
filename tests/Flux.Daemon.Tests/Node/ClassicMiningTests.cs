using System.Globalization;
using System.Net;
using Flux.Chain;
using Flux.Chain.Templates;
using Flux.Consensus.Networks;
using Flux.Consensus.Work;
using Flux.Crypto.Equihash;
using Flux.Daemon.Node;
using Flux.Daemon.Options;
using Flux.Mining.Miner;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Daemon.Tests.Node;

/// <summary>
/// ZelHash (125,4) as <c>classic</c> has it, really mined: gigabytes and minutes, hence Long. The node judges every block by the same rules as a stranger's.
/// </summary>
[Trait("Category", "Long")]
public sealed class ClassicMiningTests : IDisposable
{
    private const string MinerAddress = "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo";
    private const int Threads = 2;
    private const int Prepared = 60;
    private readonly string _directory = Directory.CreateTempSubdirectory("flux-classic").FullName;

    /// <summary>A block of <c>classic</c> itself: 64 solutions on average.</summary>
    [Fact]
    public async Task A_classic_chain_grows_by_a_block()
    {
        await using var node = await OpenAsync(NetworkCatalog.Classic);
        using var miner = new BlockMiner(node.Network, new MiningMeter(TimeProvider.System));
        await MineAsync(node, miner, null);
        node.Chain.Snapshot.Height.ShouldBe(1);
    }

    /// <summary>
    /// Classic's rules, but with an easiest target of two solutions, and sixty blocks before that a small set makes in a moment, one spacing apart. Then
    /// ZelHash blocks as fast as this machine makes them: LWMA-3 must see that they come too fast (or stay at the easiest target if they do not).
    /// </summary>
    [Fact]
    public async Task The_difficulty_follows_what_two_threads_can_do()
    {
        const int Mined = 10;
        await using var node = await OpenAsync(Easier());
        using var miner = new BlockMiner(node.Network, new MiningMeter(TimeProvider.System));
        var start = (uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds() - (Prepared * 120);
        for (uint i = 1; i <= Prepared; i++) await MineAsync(node, miner, start + (i * 120));
        var limit = CompactTarget.Decode(node.Chain.Snapshot.Tip.Bits);
        var began = node.Chain.Snapshot.Tip.Time;
        for (var i = 0; i < Mined; i++)
        {
            var before = node.Chain.Snapshot.Tip;
            await MineAsync(node, miner, null);
            var tip = node.Chain.Snapshot.Tip;
            var required = node.Chain.RequiredBits(before, tip.Time);
            tip.Bits.ShouldBe(required);
            TestContext.Current.SendDiagnosticMessage(string.Create(
                CultureInfo.InvariantCulture, $"height {tip.Height} bits {tip.Bits:x8} after {tip.Time - before.Time} s"));
        }
        var mean = (node.Chain.Snapshot.Tip.Time - began) / (double)Mined;
        var next = CompactTarget.Decode(node.Chain.RequiredBits(node.Chain.Snapshot.Tip, node.Chain.Snapshot.Tip.Time + 120));
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"mean {mean:F0} s a block; next target {next}, easiest {limit}"));
        if (mean < 100) next.ShouldBeLessThan(limit);
        else next.ShouldBeGreaterThan(limit >> 1);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static Network Easier() => NetworkCatalog.Classic with
    {
        Name = "classic-easier",
        Work = NetworkCatalog.Classic.Work with
        {
            PowLimit = UInt256.MaxValue >> 1,
            Equihash = new EquihashSchedule
            {
                Epoch1 = EquihashParameters.Zcash48x5,
                Epoch2 = EquihashParameters.ZelHash125x4,
                Epoch3 = EquihashParameters.ZelHash125x4,
                Epoch2From = new Activation(Prepared + 1),
            },
        },
    };

    private static async Task MineAsync(FluxdNode node, BlockMiner miner, uint? time)
    {
        Address.TryParse(MinerAddress, node.Network.Addresses, out var address).ShouldBeTrue();
        var template = await node.Chain.BuildTemplateAsync(address.ToScript(), new TemplateOptions { Time = time ?? (uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds() }, default);
        var header = await miner.SolveAsync(template.Block.Header, template.Height, Threads, TestContext.Current.CancellationToken);
        var result = await node.Chain.SubmitBlockAsync(template.Block with { Header = header }, requested: true, default);
        result.Kind.ShouldBe(SubmitKind.Accepted, result.Verdict.ToString());
        result.IsConnected.ShouldBeTrue();
    }

    private Task<FluxdNode> OpenAsync(Network network) => FluxdNode.StartAsync(
        new DaemonOptions
        {
            DataDirectory = _directory,
            Network = network,
            RpcEndpoint = new IPEndPoint(IPAddress.Loopback, 1),
            CookieFile = Path.Combine(_directory, ".cookie"),
            MinerAddress = MinerAddress,
        },
        TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
}
