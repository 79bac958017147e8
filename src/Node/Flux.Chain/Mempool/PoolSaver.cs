using Flux.Primitives;
using Microsoft.Extensions.Logging;

namespace Flux.Chain.Mempool;

/// <summary>
/// Writes mempool.dat every few minutes and at the end, and reads it at the start. Nothing of it is worth stopping the node for: a damaged file is
/// reported and set aside as mempool.dat.damaged, and the pool begins empty.
/// </summary>
internal sealed partial class PoolSaver : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly TransactionPool _pool;
    private readonly string _path;
    private readonly BlockHash _genesis;
    private readonly ILogger _log;
    private readonly ITimer _timer;
    private long _savedVersion;
    private bool _ended;

    public PoolSaver(TransactionPool pool, string directory, BlockHash genesis, TimeProvider time, ILogger log)
    {
        (_pool, _genesis, _log, _path) = (pool, genesis, log, Path.Combine(directory, "mempool.dat"));
        _savedVersion = pool.Version;
        _timer = time.CreateTimer(_ => Save(), null, Interval, Interval);
    }

    /// <summary>What the file of a directory holds; null when there is none or it is of no use.</summary>
    public static SavedPool? Read(string directory, BlockHash genesis, ILogger log)
    {
        var path = Path.Combine(directory, "mempool.dat");
        try
        {
            if (!File.Exists(path)) return null;
            if (PoolFile.TryRead(path, genesis, out var pool, out var reason)) return pool;
            LogDamaged(log, path, reason);
            File.Move(path, path + ".damaged", overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(log, path, error.Message);
        }
        return null;
    }

    /// <summary>Writes the file beside itself, flushes it and renames it over the old one; nothing when nothing has changed.</summary>
    public void Save()
    {
        lock (_gate)
        {
            if (_ended || _pool.Version == _savedVersion) return;
            try
            {
                var saved = _pool.ToSave(out var version);
                WriteWhole(PoolFile.Write(saved, _genesis));
                _savedVersion = version;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                LogUnwritable(_log, _path, error.Message);
            }
        }
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

    private void WriteWhole(byte[] content)
    {
        var beside = _path + ".new";
        using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, _path, overwrite: true);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} is damaged and set aside as mempool.dat.damaged: {Reason}")]
    private static partial void LogDamaged(ILogger log, string path, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} cannot be read; the mempool begins empty: {Reason}")]
    private static partial void LogUnreadable(ILogger log, string path, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} cannot be written: {Reason}")]
    private static partial void LogUnwritable(ILogger log, string path, string reason);
}
