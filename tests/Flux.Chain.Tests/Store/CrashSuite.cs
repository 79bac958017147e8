using Flux.Chain.Store;

namespace Flux.Chain.Tests.Store;

/// <summary>
/// Two hundred deaths by <c>kill -9</c>, at least a fifth of them each inside a flush, a reorganisation, a block-file append and start-up, the
/// rest at any moment. A directory is killed again and again until its blocks are through; after each death it must open at some block
/// with exactly that block's state, and in the end hold the same rows as one that nothing happened to. How long the openings took is
/// printed; judged is what they cost the processor, because the clock on the wall measures what else the machine does.
/// </summary>
[Trait("Category", "Long")]
public sealed class CrashSuite : IDisposable
{
    private const int Wanted = 220;
    private const int OpenLimitMilliseconds = 2_000;

    private static readonly Dictionary<string, string[]> Kinds = new()
    {
        ["flush"] = [CrashPoint.FlushBeforeSync, CrashPoint.FlushBeforeBatch, CrashPoint.FlushAfterBatch],
        ["reorganisation"] = [CrashPoint.ReorgDisconnected, CrashPoint.ReorgHalfway],
        ["append"] = [CrashPoint.AppendHalf, CrashPoint.AppendDone, CrashPoint.UndoHalf],
        ["start-up"] = [CrashPoint.StartLocked, CrashPoint.StartOpened, CrashPoint.StartReplayed],
        ["any moment"] = [],
    };

    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, int> _kills = Kinds.Keys.ToDictionary(kind => kind, _ => 0);
    private readonly List<CrashOpening> _openings = [];
    private readonly Random _random = new(20_261_123);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Survives_two_hundred_kills()
    {
        for (var round = 0; _kills.Values.Sum() < Wanted; round++) await RunAsync(round);

        var wall = _openings.Select(opening => opening.WallMilliseconds).Order().ToList();
        var slowest = _openings.Max(opening => opening.CpuMilliseconds);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{string.Join(", ", _kills.Select(pair => $"{pair.Value} {pair.Key}"))}; "
            + $"{wall.Count} openings, from the start of the process: median {wall[wall.Count / 2]} ms, longest {wall[^1]} ms, at most {slowest} ms of processor time");
        slowest.ShouldBeLessThan(OpenLimitMilliseconds);
        foreach (var (kind, points) in Kinds)
        {
            if (points.Length > 0) _kills[kind].ShouldBeGreaterThanOrEqualTo(Wanted / 5, kind);
        }
    }

    /// <summary>One directory, killed until its blocks are through.</summary>
    private async Task RunAsync(int round)
    {
        var storm = new StormBlocks(seed: 1_000 + round, steps: 120);
        var chain = _directory.In($"chain-{round}");
        var blocks = _directory.In($"storm-{round}.dat");
        storm.Save(blocks);
        while (_kills.Values.Sum() < Wanted)
        {
            if (!await KillAsync(chain, blocks)) break;
            await using var node = await TestNode.OpenAsync(chain);
            var totals = await node.CountAsync();
            totals.AreConsistent.ShouldBeTrue();
            ExpectedState.Of(totals).ShouldBe(storm.StateAfter(totals.Tip));
        }
        await EndsUndisturbedAsync(storm, chain, round);
    }

    /// <summary>False when the blocks were through before the moment came.</summary>
    private async Task<bool> KillAsync(string chain, string blocks)
    {
        var kind = _kills.MinBy(pair => pair.Key == "any moment" ? pair.Value + (Wanted / 10) : pair.Value).Key;
        var flush = _random.Next(3) * 20;
        bool died;
        if (kind == "any moment") died = await CrashChild.DiesAfterAsync(chain, blocks, flush, lines: _random.Next(0, 60));
        else
        {
            var point = Kinds[kind][_random.Next(Kinds[kind].Length)];
            var (killed, opened) = await CrashChild.RunAsync(chain, blocks, kind == "flush" ? 0 : flush, $"{point}:{(kind == "start-up" ? 1 : _random.Next(1, 6))}");
            if (opened is not null) _openings.Add(opened);
            died = killed;
        }
        if (died) _kills[kind]++;
        return died;
    }

    private async Task EndsUndisturbedAsync(StormBlocks storm, string chain, int round)
    {
        await using (var node = await TestNode.OpenAsync(chain)) await node.SubmitAllAsync(storm.All);
        var fresh = _directory.In($"fresh-{round}");
        await using (var node = await TestNode.OpenAsync(fresh)) await node.SubmitAllAsync(storm.All);
        StoredState.Of(chain).ShouldBe(StoredState.Of(fresh));
        Directory.Delete(chain, recursive: true);
        Directory.Delete(fresh, recursive: true);
    }
}
