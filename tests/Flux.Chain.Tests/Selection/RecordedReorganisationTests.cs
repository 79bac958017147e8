using System.Text.Json;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Chain.Tests.Selection;

/// <summary>
/// Competing branches as the reference daemon met them, block by block: the same answer, the same tip and the same nodes after each step
/// (<c>recorded/reorg.json</c>).
/// </summary>
public sealed class RecordedReorganisationTests : IDisposable
{
    private const int FrameBytes = 8;

    private readonly TemporaryDirectory _directory = new();
    private readonly JsonElement _cases = SharedData.ReadJson("recorded/reorg.json").GetProperty("cases");
    private readonly byte[] _blocks = File.ReadAllBytes(SharedData.PathOf("recorded/reorg.dat"));
    private readonly Network _network = RecordedNetwork.Of(SharedData.ReadJson("recorded/chains/eras.json").GetProperty("parameters"));
    private readonly StandingClock _clock = new(DateTimeOffset.UnixEpoch);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Moves_as_the_reference_moved()
    {
        await BuildBasesAsync(_cases.EnumerateArray().Select(entry => entry.GetProperty("base_height").GetInt32()).ToHashSet());
        foreach (var entry in _cases.EnumerateArray())
        {
            var name = $"case {entry.GetProperty("case").GetInt32()}";
            var directory = _directory.In(name);
            TemporaryDirectory.Copy(_directory.In($"base-{entry.GetProperty("base_height").GetInt32()}"), directory);
            await PlayAsync(entry, name, directory);
        }
    }

    private async Task PlayAsync(JsonElement entry, string name, string directory)
    {
        _clock.Now = TimeOf(entry.GetProperty("steps")[0]);
        await using var node = await OpenAsync(directory);
        foreach (var step in entry.GetProperty("steps").EnumerateArray())
        {
            _clock.Now = TimeOf(step);
            var label = $"{name}, {step.GetProperty("branch").GetString()} {step.GetProperty("height").GetInt32()}";
            var result = await node.SubmitAsync(BlockOf(step));
            AnswerOf(result).ShouldBe(step.GetProperty("answer").GetString(), label);
            node.Snapshot.Tip.Hash.ToString().ShouldBe(step.GetProperty("tip").GetString(), label);
            if (step.TryGetProperty("nodes", out var nodes)) ShouldAgreeOnNodes(node.Snapshot.Ledger.Nodes, nodes, label);
        }
        var totals = await node.CountAsync();
        totals.AreConsistent.ShouldBeTrue(name);
        var info = entry.GetProperty("gettxoutsetinfo");
        totals.Coins.ShouldBe(info.GetProperty("txouts").GetInt64(), name);
        totals.Transactions.ShouldBe(info.GetProperty("transactions").GetInt64(), name);
        totals.CoinAmount.ToString().ShouldBe(info.GetProperty("total_amount").GetDecimal().ToString("F8", System.Globalization.CultureInfo.InvariantCulture), name);
        node.Tips().Select(tip => (tip.Entry.Hash.ToString(), tip.BranchLength)).ShouldBe(
            entry.GetProperty("chaintips").EnumerateArray().Select(tip => (tip.GetProperty("hash").GetString()!, tip.GetProperty("branchlen").GetInt32())), ignoreOrder: true, name);
    }

    /// <summary>What <c>submitblock</c> says; fluxd keeps no orphans and says that the parent is bad.</summary>
    private static string? AnswerOf(SubmitResult result) => result.Kind switch
    {
        SubmitKind.Accepted => result.IsConnected ? null : "inconclusive",
        SubmitKind.Orphan => "bad-prevblk",
        SubmitKind.Invalid => result.Verdict.Message,
        _ => result.Kind.ToString(),
    };

    private static void ShouldAgreeOnNodes(FluxNodeList nodes, JsonElement recorded, string label)
    {
        var confirmed = nodes.Records.Where(node => node.State == NodeState.Confirmed)
            .Select(node => $"COutPoint({node.Collateral.Transaction}, {node.Collateral.Index}) {node.AddedHeight} {node.ConfirmedHeight} {node.LastConfirmedHeight} {node.LastPaidHeight}");
        confirmed.ShouldBe(recorded.GetProperty("confirmed").EnumerateArray().Select(row => $"{row[0]} {row[3]} {row[4]} {row[5]} {row[6]}"), ignoreOrder: true, label);
        Waiting(nodes, NodeState.Started).ShouldBe(Waiting(recorded.GetProperty("started")), ignoreOrder: true, label);
        Waiting(nodes, NodeState.Dos).ShouldBe(Waiting(recorded.GetProperty("dos")), ignoreOrder: true, label);
    }

    private static IEnumerable<string> Waiting(FluxNodeList nodes, NodeState state) =>
        nodes.Records.Where(node => node.State == state).Select(node => $"COutPoint({node.Collateral.Transaction}, {node.Collateral.Index}) {node.AddedHeight}");

    private static IEnumerable<string> Waiting(JsonElement rows) => rows.EnumerateArray().Select(row => $"{row[0]} {row[1]}");

    private async Task BuildBasesAsync(HashSet<int> heights)
    {
        var node = await OpenAsync(_directory.In("eras"));
        foreach (var block in RecordedChain.Blocks("recorded/chains/eras.dat").Take(heights.Max()))
        {
            _clock.Now = DateTimeOffset.FromUnixTimeSeconds(block.Header.Time);
            (await node.SubmitAsync(block)).IsConnected.ShouldBeTrue();
            if (!heights.Contains(node.Snapshot.Height)) continue;
            var height = node.Snapshot.Height;
            await node.DisposeAsync();
            TemporaryDirectory.Copy(_directory.In("eras"), _directory.In($"base-{height}"));
            node = await OpenAsync(_directory.In("eras"));
        }
        await node.DisposeAsync();
    }

    private Task<ChainNode> OpenAsync(string directory) =>
        TestNode.OpenAsync(TestNode.Options(directory, _network) with { FlushInterval = TimeSpan.FromHours(1) }, _clock);

    private static DateTimeOffset TimeOf(JsonElement step) => DateTimeOffset.FromUnixTimeSeconds(step.GetProperty("mocktime").GetInt64());

    private Block BlockOf(JsonElement step)
    {
        var bytes = _blocks.AsSpan(step.GetProperty("offset").GetInt32() + FrameBytes, step.GetProperty("size").GetInt32() - FrameBytes);
        BlockCodec.TryParse(bytes, out var block, out var error).ShouldBeTrue(error);
        return block!;
    }
}
