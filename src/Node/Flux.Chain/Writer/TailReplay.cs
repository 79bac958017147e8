using Flux.Chain.Import;
using Flux.Chain.Store.Files;
using Microsoft.Extensions.Logging;

namespace Flux.Chain.Writer;

/// <summary>
/// Judges blocks that are in the block files but not in the flushed state: after a crash a few, after <c>-reindex</c> all. They may stand
/// in any order.
/// </summary>
internal sealed partial class TailReplay(ChainCore core, TimeProvider time, ILogger log)
{
    private const int BatchBlocks = 64;
    private const int BatchBytes = 2 << 20;

    private long _judged;

    public async Task RunAsync(IReadOnlyList<FlatPosition> tail, CancellationToken stopping)
    {
        if (tail.Count == 0) return;
        var meter = new ImportMeter(Offset(tail[^1]), time, progress => LogProgress(log, progress));
        var feed = new OrderedFeed<FlatPosition>(Read, blocks => Task.FromResult(Judge(blocks, stopping)));
        var batch = new List<(PreparedBlock, FlatPosition)>();
        var garbage = new GarbageBudget();
        long bytes = 0;
        await foreach (var (at, block) in LookAhead.RunAsync(Sized(tail), item => (item.At, Read(item.At)), item => item.Bytes, 4 * BatchBlocks, 8 * BatchBytes, stopping))
        {
            if (block is null) continue;
            batch.Add((block, at));
            bytes += block.Bytes.Length;
            if (bytes < BatchBytes && batch.Count < BatchBlocks) continue;
            await feed.FeedAsync(batch);
            garbage.Check();
            meter.Add(batch.Count, batch.Sum(item => (long)item.Item1.Block.Transactions.Length), Offset(at) + block.Bytes.Length, core.Tree.Tip.Height);
            batch.Clear();
            bytes = 0;
        }
        if (batch.Count > 0) await feed.FeedAsync(batch);
        if (_judged > 0) LogDone(log, _judged, core.Tree.Tip.Height);
    }

    private IReadOnlyList<SubmitResult> Judge(IReadOnlyList<(PreparedBlock Block, FlatPosition At)> blocks, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var results = core.Import([.. blocks.Select(item => item.Block)], [.. blocks.Select(item => item.At)], stopping);
        _judged += results.Count(result => result.Kind is SubmitKind.Accepted or SubmitKind.Invalid);
        core.FlushWhenDue();
        return results;
    }

    private PreparedBlock? Read(FlatPosition at)
    {
        if (core.Parts.Preparer.TryPrepare(core.Parts.Store.Archive.ReadBlock(at), out var block, out _)) return block;
        LogUnreadable(log, at.File, at.Offset);
        return null;
    }

    private static IEnumerable<(FlatPosition At, int Bytes)> Sized(IReadOnlyList<FlatPosition> tail)
    {
        for (var i = 0; i < tail.Count; i++)
        {
            var followed = i + 1 < tail.Count && tail[i + 1].File == tail[i].File;
            yield return (tail[i], followed ? tail[i + 1].Offset - tail[i].Offset : BatchBytes);
        }
    }

    /// <summary>Files are nearly of one size, so a place in one tells how far one has come.</summary>
    private static long Offset(FlatPosition at) => (at.File * BlockArchive.LargestFile) + at.Offset;

    [LoggerMessage(LogLevel.Information, "Reading stored blocks: {Progress}")]
    private static partial void LogProgress(ILogger log, ImportProgress progress);

    [LoggerMessage(LogLevel.Information, "Read {Judged} blocks that were stored but not yet part of the state; height {Height}")]
    private static partial void LogDone(ILogger log, long judged, int height);

    [LoggerMessage(LogLevel.Warning, "The block in file {File} at offset {Offset} cannot be read and is left out")]
    private static partial void LogUnreadable(ILogger log, int file, int offset);
}
