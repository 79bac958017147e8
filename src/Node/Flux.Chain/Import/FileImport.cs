using Flux.Consensus.Networks;

namespace Flux.Chain.Import;

/// <summary>
/// Feeds the blocks of files to the writer: read and judged by themselves on the thread pool, handed over in batches, whose signatures are
/// checked together.
/// </summary>
internal sealed class FileImport(
    Network network, BlockPreparer preparer, Func<IReadOnlyList<PreparedBlock>, Task<IReadOnlyList<SubmitResult>>> submit, Func<int> height, TimeProvider time)
{
    private const int BatchBlocks = 64;
    private const int BatchBytes = 2 << 20;

    private long _accepted;
    private long _known;
    private long _refused;
    private long _unreadable;
    private long _skipped;

    /// <summary>Reads the files one after another.</summary>
    /// <exception cref="ImportException">A file cannot be read; what was read before stays.</exception>
    public async Task<ImportResult> RunAsync(IReadOnlyList<string> paths, Action<ImportProgress> report, CancellationToken cancellationToken)
    {
        long before = 0, total = 0;
        foreach (var path in paths) total += LengthOf(path);
        var meter = new ImportMeter(total, time, report);
        var feed = new OrderedFeed<(string Path, long Offset, int Size)>(ReadAgain, SubmitAsync);
        var garbage = new GarbageBudget();
        foreach (var path in paths)
        {
            using var file = new BlockRecordFile(path, [.. network.MessageStart]);
            await foreach (var (batch, end) in BatchesAsync(file, cancellationToken))
            {
                await feed.FeedAsync(batch);
                garbage.Check();
                meter.Add(batch.Count, batch.Sum(item => (long)item.Block.Block.Transactions.Length), before + end, height());
            }
            _skipped += file.SkippedBytes;
            before += file.Length;
        }
        return new ImportResult(meter.Total(before, height()), _accepted, _known, _refused, feed.Waiting, _unreadable, _skipped);
    }

    private async IAsyncEnumerable<(List<(PreparedBlock Block, (string, long, int) Place)> Blocks, long End)> BatchesAsync(
        BlockRecordFile file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new List<(PreparedBlock, (string, long, int))>();
        long bytes = 0, end = 0;
        var prepared = LookAhead.RunAsync(file.Records(), Prepare, record => record.Bytes.Length, 4 * BatchBlocks, 8 * BatchBytes, cancellationToken);
        await foreach (var (record, block) in prepared)
        {
            end = record.Offset + record.Bytes.Length;
            if (block is null)
            {
                _unreadable++;
                continue;
            }
            batch.Add((block, (record.Path, record.Offset, record.Bytes.Length)));
            if ((bytes += record.Bytes.Length) < BatchBytes && batch.Count < BatchBlocks) continue;
            yield return (batch, end);
            (batch, bytes) = ([], 0);
        }
        if (batch.Count > 0) yield return (batch, end);
    }

    private (BlockRecord Record, PreparedBlock? Block) Prepare(BlockRecord record) => (record, preparer.TryPrepare(record.Bytes, out var block, out _) ? block : null);

    private PreparedBlock? ReadAgain((string Path, long Offset, int Size) place)
    {
        using var file = new BlockRecordFile(place.Path, [.. network.MessageStart]);
        return preparer.TryPrepare(file.ReadExactly(place.Offset, place.Size), out var block, out _) ? block : null;
    }

    private async Task<IReadOnlyList<SubmitResult>> SubmitAsync(IReadOnlyList<(PreparedBlock Block, (string, long, int) Place)> blocks)
    {
        var results = await submit([.. blocks.Select(item => item.Block)]);
        foreach (var result in results)
        {
            if (result.Kind == SubmitKind.Accepted) _accepted++;
            else if (result.Kind == SubmitKind.Duplicate) _known++;
            else if (result.Kind != SubmitKind.Orphan) _refused++;
        }
        return results;
    }

    private static long LengthOf(string path)
    {
        try
        {
            return new FileInfo(path).Length;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"{path} cannot be read: {cause.Message}", cause);
        }
    }
}
