using Flux.Chain;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Tests.Peers.Recorded;

/// <summary>
/// The recorded sessions of fluxd played against this node over sockets: command, order and payload of every answer, score, ban, tip and pool
/// afterwards. What differs on purpose is in <see cref="TalkDifferences"/> and docs/p2p-sessions.md.
/// </summary>
public sealed class RecordedTalkTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_session_is_answered_as_recorded()
    {
        await using var stage = new TalkStage();
        await stage.PrepareAsync();
        var failures = new List<string>();
        await PlayTogetherAsync(stage, 1400, TalkPlan.IsAt1400, failures);
        await PlayTogetherAsync(stage, 1406, TalkPlan.IsAt1406, failures);
        foreach (var talk in Talks().Where(TalkPlan.IsMoved)) await PlayMovedAsync(stage, talk, failures);
        foreach (var asOpener in new[] { false, true })
        {
            await RelayAsync(stage, asOpener, failures);
            await ReconnectAsync(stage, asOpener, failures);
        }
        await SyncAsAcceptorAsync(stage, failures);
        await SyncAsOpenerAsync(stage, failures);
        failures.ShouldBeEmpty();
    }

    [Fact]
    public void Every_file_is_played_or_listed_with_a_reason()
    {
        var played = RecordedTalk.Names.Where(name => !TalkPlan.NotPlayed.ContainsKey(name));
        foreach (var name in played.Except(TalkPlan.TwoDaemons))
        {
            var talk = RecordedTalk.Load(name);
            (TalkPlan.IsAt1400(talk) || TalkPlan.IsAt1406(talk) || TalkPlan.IsMoved(talk)).ShouldBeTrue(name);
        }
        RecordedTalk.Files.Where(file => file != "_index.json").Select(file => Path.GetFileNameWithoutExtension(file)!).ShouldBe(RecordedTalk.Names, ignoreOrder: true);
    }

    [Fact]
    public void Every_difference_stands_in_the_documentation()
    {
        var page = File.ReadAllText(Documentation());
        var missing = TalkDifferences.All.Select(difference => difference.Row).Where(row => !page.Contains(row, StringComparison.Ordinal)).ToList();
        missing.ShouldBeEmpty("rows missing from docs/p2p-sessions.md");
        page.Split('\n').Count(line => line.StartsWith("| `", StringComparison.Ordinal)).ShouldBe(TalkDifferences.All.Count + TalkPlan.NotPlayed.Count, "rows without a difference");
        foreach (var (name, reason) in TalkPlan.NotPlayed) page.ShouldContain($"| `{name}` | {reason} |");
    }

    private static IEnumerable<RecordedTalk> Talks() => RecordedTalk.Names.Except(TalkPlan.TwoDaemons).Select(RecordedTalk.Load);

    /// <summary>Sessions that follow one another on one chain, as recorded.</summary>
    private async Task PlayTogetherAsync(TalkStage stage, int height, Func<RecordedTalk, bool> chosen, List<string> failures)
    {
        await using var chain = await stage.OpenCopyAsync(height);
        var folder = height == 1400 ? stage.NewFolder() : null;
        foreach (var talk in Talks().Where(chosen))
        {
            stage.Clock.Now = talk.Clock;
            var script = TalkScript.Of(talk, TalkPlan.IsOpener(talk));
            TalkDifferences.Apply(script);
            using var run = await PlayAsync(script, chain, TalkPlan.IsOpener(talk), stage, failures, folder: folder);
        }
    }

    private async Task PlayMovedAsync(TalkStage stage, RecordedTalk talk, List<string> failures)
    {
        await using var chain = await stage.OpenCopyAsync(1406);
        stage.Clock.Now = talk.Clock;
        var script = TalkScript.Of(talk, asOpener: false);
        TalkPlan.Move(script, stage);
        TalkDifferences.Apply(script);
        var made = new Queue<Block>([stage.Recorded("fdc88853dcbb"), stage.Recorded("12be4f58f24d")]);
        using var run = await PlayAsync(script, chain, asOpener: false, stage, failures, TalkPlan.Notes(chain, made, new Queue<Transaction>()));
    }

    private async Task RelayAsync(TalkStage stage, bool asOpener, List<string> failures)
    {
        await using var chain = await stage.OpenCopyAsync(1400);
        stage.Clock.Now = 1700115779;
        var (blocks, transactions) = TalkPairs.MadeBy(asOpener);
        var notes = TalkPlan.Notes(chain, blocks, transactions, asOpener ? "B" : "A");
        using var run = await PlayAsync(TalkPairs.Relay(asOpener, stage.HashAt(1400)), chain, asOpener, stage, failures, notes);
        chain.Snapshot.Height.ShouldBe(1403);
        chain.Mempool.Count.ShouldBe(0, "all three transactions were mined");
    }

    private async Task ReconnectAsync(TalkStage stage, bool asOpener, List<string> failures)
    {
        await using var chain = await stage.OpenCopyAsync(asOpener ? 1403 : 1406);
        stage.Clock.Now = 1700116232;
        using var run = await PlayAsync(TalkPairs.Reconnect(asOpener), chain, asOpener, stage, failures);
        await ReachesAsync(chain, 1406);
    }

    /// <summary>fluxd fetches the chain of 1400 blocks from this node.</summary>
    private async Task SyncAsAcceptorAsync(TalkStage stage, List<string> failures)
    {
        await using var chain = await stage.OpenCopyAsync(1400);
        stage.Clock.Now = 1700115779;
        var script = TalkScript.Of(RecordedTalk.Load("sync-1400"), asOpener: false);
        using var run = await PlayAsync(script, chain, asOpener: false, stage, failures);
    }

    /// <summary>This node fetches the chain of 1400 blocks from fluxd.</summary>
    private async Task SyncAsOpenerAsync(TalkStage stage, List<string> failures)
    {
        await using var chain = await stage.OpenEmptyAsync();
        stage.Clock.Now = 1700115779;
        var talk = RecordedTalk.Load("sync-1400");
        var script = TalkScript.Of(talk, asOpener: true);
        TalkDifferences.Apply(script);
        var blocks = talk.Frames.Where(frame => frame.Command == "block").ToDictionary(frame => Convert.ToHexStringLower(Parse(frame.Payload).Hash.Value.Bytes), frame => frame.Payload);
        script.ServeBlocks(blocks);
        using var run = await PlayAsync(script, chain, asOpener: true, stage, failures, note => note == "B reached height 1400" ? ReachesAsync(chain, 1400) : Task.CompletedTask);
        run.Asked.ShouldBe(blocks.Keys, ignoreOrder: true, "each block is asked for once");
        chain.Snapshot.Tip.Hash.ShouldBe(stage.HashAt(1400));
    }

    private async Task<TalkRun> PlayAsync(
        TalkScript script, ChainNode chain, bool asOpener, TalkStage stage, List<string> failures, Func<string, Task>? onNote = null, string? folder = null)
    {
        var run = new TalkRun(script, chain, asOpener, onNote ?? (_ => Task.CompletedTask));
        var differences = await run.PlayAsync(folder, stage.Clock);
        foreach (var difference in differences) output.WriteLine($"{script.Talk.Name}: {difference}");
        failures.AddRange(differences.Select(difference => $"{script.Talk.Name} ({(asOpener ? "opener" : "acceptor")}): {difference}"));
        return run;
    }

    private static Block Parse(byte[] bytes)
    {
        BlockCodec.TryParse(bytes, out var block, out var error).ShouldBeTrue(error);
        return block!;
    }

    private static async Task ReachesAsync(ChainNode chain, int height)
    {
        using var events = chain.Subscribe();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (chain.Snapshot.Height < height && await events.Events.WaitToReadAsync(limit.Token)) events.Events.TryRead(out _);
        chain.Snapshot.Height.ShouldBe(height);
    }

    private static string Documentation()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var page = Path.Combine(folder.FullName, "docs", "p2p-sessions.md");
            if (File.Exists(page)) return page;
        }
        throw new FileNotFoundException("docs/p2p-sessions.md");
    }
}
