using Flux.Primitives;
using Microsoft.Extensions.Logging;

namespace Flux.Chain.Mempool;

/// <summary>
/// Writes mempool.dat and fee_estimates.dat every few minutes and at the end, and reads them at the start. Nothing of them is worth stopping the node
/// for: a damaged file is reported and set aside as ….damaged, and the pool or the estimates begin empty.
/// </summary>
internal sealed partial class PoolSaver : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <summary>A pool of the default limit has 80 MB; nothing honest comes near this.</summary>
    private const long LargestFile = 1L << 30;

    private const string PoolName = "mempool.dat";
    private const string FeesName = "fee_estimates.dat";

    private readonly Lock _gate = new();
    private readonly TransactionPool _pool;
    private readonly FeeEstimator _fees;
    private readonly string _directory;
    private readonly BlockHash _genesis;
    private readonly ILogger _log;
    private readonly ITimer _timer;
    private long _savedVersion;
    private int _savedHeight;
    private bool _ended;

    public PoolSaver(TransactionPool pool, FeeEstimator fees, string directory, BlockHash genesis, TimeProvider time, ILogger log)
    {
        (_pool, _fees, _directory, _genesis, _log) = (pool, fees, directory, genesis, log);
        (_savedVersion, _savedHeight) = (pool.Version, fees.Height);
        _timer = time.CreateTimer(_ => Save(), null, Interval, Interval);
    }

    private delegate bool Parser<T>(ReadOnlySpan<byte> bytes, BlockHash genesis, out T? contents, out string? reason);

    /// <summary>What the mempool.dat of a directory holds; null when there is none or it is of no use.</summary>
    public static SavedPool? Read(string directory, BlockHash genesis, ILogger log) => Read<SavedPool>(Path.Combine(directory, PoolName), genesis, PoolFile.TryParse, log);

    /// <summary>What the fee_estimates.dat of a directory holds; null when there is none or it is of no use.</summary>
    public static FeeHistory? ReadFees(string directory, BlockHash genesis, ILogger log) => Read<FeeHistory>(Path.Combine(directory, FeesName), genesis, FeeFile.TryParse, log);

    /// <summary>Writes each file beside itself, flushes it and renames it over the old one; nothing when nothing has changed.</summary>
    public void Save()
    {
        lock (_gate)
        {
            if (_ended) return;
            if (_pool.Version != _savedVersion)
            {
                var saved = _pool.ToSave(out var version);
                if (TryWrite(PoolName, PoolFile.Write(saved, _genesis))) _savedVersion = version;
            }
            if (_fees.Height == _savedHeight) return;
            var history = _fees.History;
            if (TryWrite(FeesName, FeeFile.Write(history, _genesis))) _savedHeight = history.Height;
        }
    }

    private static T? Read<T>(string path, BlockHash genesis, Parser<T> parser, ILogger log)
        where T : class
    {
        try
        {
            if (!File.Exists(path)) return null;
            var length = new FileInfo(path).Length;
            var reason = $"{length} bytes are too many";
            if (length <= LargestFile && parser(File.ReadAllBytes(path), genesis, out var contents, out reason)) return contents;
            LogDamaged(log, path, reason!);
            File.Move(path, path + ".damaged", overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(log, path, error.Message);
        }
        return null;
    }

    /// <summary>Saves a last time; <see cref="Abandon"/> before it: does not.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        Save();
        Abandon();
    }

    /// <summary>The store has failed: what is in memory may not agree with what is on the disk.</summary>
    public void Abandon()
    {
        lock (_gate) _ended = true;
    }

    private bool TryWrite(string name, byte[] content)
    {
        var path = Path.Combine(_directory, name);
        try
        {
            var beside = path + ".new";
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogUnwritable(_log, path, error.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} is damaged and set aside with .damaged added to its name: {Reason}")]
    private static partial void LogDamaged(ILogger log, string path, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} cannot be read; it begins empty: {Reason}")]
    private static partial void LogUnreadable(ILogger log, string path, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} cannot be written: {Reason}")]
    private static partial void LogUnwritable(ILogger log, string path, string reason);
}
