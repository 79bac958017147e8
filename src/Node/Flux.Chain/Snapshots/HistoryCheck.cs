using Flux.Chain.Selection;
using Flux.Chain.Store;
using Flux.Primitives;
using Microsoft.Extensions.Logging;

namespace Flux.Chain.Snapshots;

/// <summary>
/// Judges the blocks below a snapshot while the node is already running on it: a second chain, in a directory of its own, that is fed with the
/// headers of the main chain up to the snapshot's block and then with their blocks as peers deliver them. When it arrives, its state must
/// be the snapshot's. For any thread.
/// </summary>
internal sealed partial class HistoryCheck : IAsyncDisposable
{
    private const string Folder = "history";
    private const int HeadersAtOnce = 2_000;

    private readonly SnapshotBase _base;
    private readonly ChainNode _chain;
    private readonly string _directory;
    private readonly Func<int, BlockHeader> _headerAt;
    private readonly Func<Block> _baseBlock;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _headers;
    private bool _isOver;

    private HistoryCheck(SnapshotBase began, ChainNode chain, string directory, Func<int, BlockHeader> headerAt, Func<Block> baseBlock, ILogger log)
    {
        (_base, _chain, _directory, _headerAt, _baseBlock, _log) = (began, chain, directory, headerAt, baseBlock, log);
        _headers = Task.Run(FeedHeadersAsync);
    }

    /// <summary>Height up to which the blocks were judged.</summary>
    public int Height => _isOver ? _base.Height : _chain.Snapshot.Height;

    /// <summary>Completes when every header up to the snapshot was handed over.</summary>
    public Task HeadersFed => _headers;

    /// <summary>Opens or goes on with the second chain. <paramref name="headerAt"/> gives the main chain's headers, <paramref name="baseBlock"/> the snapshot's own block.</summary>
    public static async Task<HistoryCheck> StartAsync(
        ChainOptions options, SnapshotBase began, Func<int, BlockHeader> headerAt, Func<Block> baseBlock, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var directory = Path.Combine(options.DataDirectory, Folder);
        var own = new ChainOptions
        {
            DataDirectory = directory,
            Network = options.Network,
            CacheMiB = Math.Clamp(options.CacheMiB / 2, 8, 512),
            CheckThreads = options.CheckThreads,
            PruneMiB = ChainOptions.LeastPruneMiB,
            FlushInterval = TimeSpan.FromSeconds(10),
            PersistPool = false,
        };
        var chain = await ChainNode.OpenAsync(own, time, loggers, cancellationToken);
        var log = loggers.CreateLogger<HistoryCheck>();
        LogStart(log, chain.Snapshot.Height, began.Height);
        return new HistoryCheck(began, chain, directory, headerAt, baseBlock, log);
    }

    /// <summary>Deletes what an earlier check left.</summary>
    public static void Clear(string directory)
    {
        var folder = Path.Combine(directory, Folder);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    /// <summary>Blocks that it needs next, lowest first.</summary>
    public IReadOnlyList<HeaderEntry> MissingBlocks(int max)
    {
        try
        {
            return _isOver || max <= 0 ? [] : [.. _chain.MissingBlocks(max).Where(entry => entry.Hash != _base.Base)];
        }
        catch (ObjectDisposedException)
        {
            return [];
        }
    }

    /// <summary>
    /// Judges a block below the snapshot; null when it is of no use here. <see cref="HistoryVerdict.Agrees"/> or
    /// <see cref="HistoryVerdict.Differs"/> is said once, by the block that decides it.
    /// </summary>
    public async Task<(SubmitResult Result, HistoryVerdict Verdict)?> TrySubmitAsync(Block block, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_isOver || _chain.FindHeader(block.Hash) is not { HasBlock: false, IsPruned: false }) return null;
            var result = await _chain.SubmitBlockAsync(block, requested: true, cancellationToken);
            if (_chain.FindHeader(block.Hash) is { IsInvalid: true }) return (result, Differ($"block {block.Hash} below it is invalid ({result.Verdict})"));
            return (result, await CompareAsync(cancellationToken));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Compares a chain that had arrived before the last stop.</summary>
    public async Task<HistoryVerdict> CompareIfArrivedAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _isOver ? HistoryVerdict.Open : await CompareAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _headers;
        await _chain.DisposeAsync();
        _stopping.Dispose();
        _gate.Dispose();
    }

    /// <summary>Once every block below the snapshot's own was judged: judges that one, which came with the snapshot, and compares.</summary>
    private async Task<HistoryVerdict> CompareAsync(CancellationToken cancellationToken)
    {
        if (_chain.Snapshot.Height < _base.Height - 1) return HistoryVerdict.Open;
        if (_chain.Snapshot.Height < _base.Height)
        {
            var last = await _chain.SubmitBlockAsync(_baseBlock(), requested: true, cancellationToken);
            if (!last.IsConnected) return Differ($"block {_base.Base} is not valid after its history ({last.Kind} {last.Verdict})");
        }
        if (_chain.Snapshot.Tip.Hash != _base.Base) return Differ($"its history leads to block {_chain.Snapshot.Tip.Hash}");
        var state = await _chain.StateHashAsync(cancellationToken);
        if (state != _base.StateHash) return Differ($"its history leads to state {state}, the snapshot holds {_base.StateHash}");
        _isOver = true;
        LogAgrees(_log, _base.Height);
        await _chain.DisposeAsync();
        Clear(Path.GetDirectoryName(_directory)!);
        return HistoryVerdict.Agrees;
    }

    private HistoryVerdict Differ(string why)
    {
        _isOver = true;
        LogDiffers(_log, why);
        return HistoryVerdict.Differs;
    }

    private async Task FeedHeadersAsync()
    {
        try
        {
            for (var next = _chain.Snapshot.BestHeader.Height + 1; next <= _base.Height && !_stopping.IsCancellationRequested;)
            {
                var last = Math.Min(_base.Height, next + HeadersAtOnce - 1);
                var headers = new List<BlockHeader>(last - next + 1);
                for (var height = next; height <= last; height++) headers.Add(_headerAt(height));
                var result = await _chain.SubmitHeadersAsync(headers, _stopping.Token);
                if (!result.Verdict.IsOk || result.UnknownParent) throw new InvalidOperationException($"A header below the snapshot was refused: {result.Verdict}");
                next = last + 1;
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
        {
            // The node is being closed.
        }
        catch (Exception failure) when (failure is ChainStoreException or InvalidOperationException)
        {
            LogFailed(_log, failure);
        }
    }

    [LoggerMessage(LogLevel.Information, "Judging the history below the snapshot in the background, from height {Height} to {Base}; until then nothing is mined, confirmed or paid")]
    private static partial void LogStart(ILogger log, int height, int @base);

    [LoggerMessage(LogLevel.Information, "The history up to height {Height} was judged and leads to the state of the snapshot")]
    private static partial void LogAgrees(ILogger log, int height);

    [LoggerMessage(LogLevel.Critical, "The snapshot is false: {Why}")]
    private static partial void LogDiffers(ILogger log, string why);

    [LoggerMessage(LogLevel.Error, "The history below the snapshot cannot be judged")]
    private static partial void LogFailed(ILogger log, Exception failure);
}
