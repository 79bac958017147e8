namespace Flux.Os.Peers;

/// <summary>
/// Messages that peers announced and that were asked for. One peer is asked at a time; when it does not deliver within
/// <see cref="Patience"/> the next that announced it is. Bounded by number and age.
/// </summary>
internal sealed class HashRequests<TPeer>(TimeProvider time) where TPeer : class
{
    /// <summary>How long one peer is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Announcements remembered at a time.</summary>
    public const int Most = 5_000;

    private const int MostPeers = 4;
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = [];

    /// <summary>A peer has it; true when that peer is to be asked now.</summary>
    public bool Announced(string hash, TPeer peer)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (_entries.TryGetValue(hash, out var entry))
            {
                if (entry.Others.Count < MostPeers) entry.Others.Enqueue(peer);
                return false;
            }
            if (_entries.Count >= Most) Prune(now);
            if (_entries.Count >= Most) return false;
            _entries[hash] = new Entry(now) { AskedAt = now };
            return true;
        }
    }

    /// <summary>It came.</summary>
    public void Arrived(string hash)
    {
        lock (_gate) _entries.Remove(hash);
    }

    /// <summary>Who is to be asked now, because whoever was asked before did not deliver.</summary>
    public IReadOnlyList<(string Hash, TPeer Peer)> Overdue()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            Prune(now);
            var due = new List<(string, TPeer)>();
            foreach (var (hash, entry) in _entries)
            {
                if (time.GetElapsedTime(entry.AskedAt, now) < Patience || !entry.Others.TryDequeue(out var next)) continue;
                entry.AskedAt = now;
                due.Add((hash, next));
            }
            return due;
        }
    }

    private void Prune(long now)
    {
        foreach (var (hash, _) in _entries.Where(e => time.GetElapsedTime(e.Value.Since, now) > Memory).ToList()) _entries.Remove(hash);
    }

    private sealed class Entry(long since)
    {
        public long Since => since;

        public long AskedAt { get; set; }

        public Queue<TPeer> Others { get; } = new();
    }
}
