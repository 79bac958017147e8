namespace Flux.Mining.Stratum;

/// <summary>What each worker did, by name. Bounded: the one that was quiet longest makes room. Thread-safe.</summary>
internal sealed class WorkerBook(TimeProvider time)
{
    private const int MostWorkers = 1000;

    /// <summary>Shares of this time count for the rate.</summary>
    private static readonly TimeSpan RateWindow = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Worker> _workers = new(StringComparer.Ordinal);

    /// <summary>A worker authorized on a connection.</summary>
    public void Join(string name)
    {
        lock (_gate) WorkerOf(name).Connections++;
    }

    /// <summary>A connection with the worker ended.</summary>
    public void Leave(string name)
    {
        lock (_gate)
        {
            if (_workers.TryGetValue(name, out var worker)) worker.Connections = Math.Max(0, worker.Connections - 1);
        }
    }

    /// <summary>A share was accepted that stands for so many solutions.</summary>
    public void Accept(string name, double difficulty)
    {
        lock (_gate)
        {
            var worker = WorkerOf(name);
            worker.Accepted++;
            worker.Difficulty = difficulty;
            worker.LastShare = time.GetUtcNow();
            worker.Shares.Enqueue((time.GetUtcNow(), difficulty));
        }
    }

    /// <summary>A share was refused.</summary>
    public void Refuse(string name, StratumError error)
    {
        lock (_gate)
        {
            var worker = WorkerOf(name);
            if (error.Code == StratumError.Stale.Code) worker.Stale++;
            else if (error == StratumError.Duplicate) worker.Duplicate++;
            else worker.Invalid++;
        }
    }

    /// <summary>A share was a block that became the tip.</summary>
    public void Found(string name)
    {
        lock (_gate) WorkerOf(name).Blocks++;
    }

    /// <summary>All workers, by name.</summary>
    public IReadOnlyList<WorkerStatistics> Snapshot()
    {
        lock (_gate) return [.. _workers.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Describe(pair.Key, pair.Value))];
    }

    private WorkerStatistics Describe(string name, Worker worker)
    {
        var now = time.GetUtcNow();
        while (worker.Shares.TryPeek(out var oldest) && now - oldest.At > RateWindow) worker.Shares.Dequeue();
        // A worker that has just come is not measured against ten minutes of silence.
        var span = now - worker.Since < RateWindow ? now - worker.Since : RateWindow;
        var rate = span > TimeSpan.Zero ? worker.Shares.Sum(share => share.Difficulty) / span.TotalSeconds : 0;
        return new WorkerStatistics
        {
            Name = name,
            Connections = worker.Connections,
            Accepted = worker.Accepted,
            Stale = worker.Stale,
            Duplicate = worker.Duplicate,
            Invalid = worker.Invalid,
            Blocks = worker.Blocks,
            Difficulty = worker.Difficulty,
            SolutionsPerSecond = rate,
            LastShare = worker.LastShare,
        };
    }

    private Worker WorkerOf(string name)
    {
        if (_workers.TryGetValue(name, out var known)) return known;
        if (_workers.Count >= MostWorkers) _workers.Remove(_workers.OrderBy(pair => pair.Value.Connections > 0).ThenBy(pair => pair.Value.LastShare).First().Key);
        return _workers[name] = new Worker { Since = time.GetUtcNow() };
    }

    private sealed class Worker
    {
        public int Connections { get; set; }

        public long Accepted { get; set; }

        public long Stale { get; set; }

        public long Duplicate { get; set; }

        public long Invalid { get; set; }

        public int Blocks { get; set; }

        public double Difficulty { get; set; }

        public DateTimeOffset? LastShare { get; set; }

        public DateTimeOffset Since { get; init; }

        public Queue<(DateTimeOffset At, double Difficulty)> Shares { get; } = new();
    }
}
