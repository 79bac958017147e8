using Flux.Chain.Selection;
using Flux.Chain.Store.Files;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Wire;
using Microsoft.Extensions.Logging;

namespace Flux.Chain.Writer;

/// <summary>
/// Judges blocks that are in the block files but not in the flushed state: after a crash a few, after <c>-reindex</c> all. They may stand
/// in any order.
/// </summary>
internal sealed partial class TailReplay(ChainCore core, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(10);

    private readonly Dictionary<BlockHash, List<FlatPosition>> _early = [];
    private long _judged;

    public void Run(IReadOnlyList<FlatPosition> tail, CancellationToken stopping)
    {
        var reported = time.GetTimestamp();
        foreach (var at in tail)
        {
            stopping.ThrowIfCancellationRequested();
            Judge(at, stopping);
            if (time.GetElapsedTime(reported) < ReportEvery) continue;
            reported = time.GetTimestamp();
            LogProgress(log, _judged, tail.Count, core.Tree.Tip.Height);
        }
        if (_judged > 0) LogDone(log, _judged, core.Tree.Tip.Height);
    }

    private void Judge(FlatPosition first, CancellationToken stopping)
    {
        var open = new Stack<FlatPosition>([first]);
        while (open.TryPop(out var at))
        {
            if (!BlockCodec.TryParse(core.Parts.Store.Archive.ReadBlock(at), out var block, out _))
            {
                LogUnreadable(log, at.File, at.Offset);
                continue;
            }
            if (core.Tree.Find(block.Header.Previous) is not { } parent)
            {
                if (block.Header.Previous != BlockHash.Zero) WaitFor(block.Header.Previous, at);
                continue;
            }
            Accept(block, parent, at, stopping);
            if (!_early.Remove(block.Hash, out var children)) continue;
            foreach (var child in children) open.Push(child);
        }
    }

    private void Accept(Block block, HeaderEntry parent, FlatPosition at, CancellationToken stopping)
    {
        _judged++;
        if (core.Parts.Intake.AcceptBlock(block, parent, requested: true, at).Kind != SubmitKind.Accepted) return;
        core.Parts.Selector.Activate(block, stopping);
        core.FlushWhenDue();
    }

    private void WaitFor(BlockHash parent, FlatPosition at)
    {
        if (!_early.TryGetValue(parent, out var waiting)) _early.Add(parent, waiting = []);
        waiting.Add(at);
    }

    [LoggerMessage(LogLevel.Information, "Reading stored blocks: {Judged} of {All}, height {Height}")]
    private static partial void LogProgress(ILogger log, long judged, int all, int height);

    [LoggerMessage(LogLevel.Information, "Read {Judged} blocks that were stored but not yet part of the state; height {Height}")]
    private static partial void LogDone(ILogger log, long judged, int height);

    [LoggerMessage(LogLevel.Warning, "The block in file {File} at offset {Offset} cannot be read and is left out")]
    private static partial void LogUnreadable(ILogger log, int file, int offset);
}
