using System.Globalization;
using Flux.Primitives;

namespace Flux.Mining.Stratum;

/// <summary>The jobs that are still good: the last few on the present tip. Thread-safe.</summary>
internal sealed class JobBook
{
    private const int Kept = 8;

    private readonly Lock _gate = new();
    private readonly LinkedList<StratumJob> _jobs = [];
    private long _issued;

    /// <summary>The newest; null before the first and while there is nothing to mine.</summary>
    public StratumJob? Current
    {
        get
        {
            lock (_gate) return _jobs.Last?.Value;
        }
    }

    /// <summary>Adds a job; <c>Clean</c> when it stands on another block than those before, which then are forgotten.</summary>
    public (StratumJob Job, bool Clean) Add(Block block, int height)
    {
        lock (_gate)
        {
            var clean = _jobs.Last is not { } last || last.Value.Block.Header.Previous != block.Header.Previous;
            if (clean) _jobs.Clear();
            var job = new StratumJob((++_issued).ToString("x8", CultureInfo.InvariantCulture), block, height);
            _jobs.AddLast(job);
            if (_jobs.Count > Kept) _jobs.RemoveFirst();
            return (job, clean);
        }
    }

    /// <summary>A new tip came: everything before is stale.</summary>
    public void Clear()
    {
        lock (_gate) _jobs.Clear();
    }

    /// <summary>A job that is still good, or null.</summary>
    public StratumJob? Find(string id)
    {
        lock (_gate) return _jobs.FirstOrDefault(job => job.Id == id);
    }

    /// <summary>There was such a job once.</summary>
    public bool WasIssued(string id)
    {
        lock (_gate) return long.TryParse(id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= _issued;
    }
}
