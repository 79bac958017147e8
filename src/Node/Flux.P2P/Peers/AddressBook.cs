using System.Net;

namespace Flux.P2P.Peers;

/// <summary>
/// Addresses of other nodes, bounded as a whole and by the group of whoever told them, so that no one fills it. Owned by the
/// <see cref="NetworkLoop"/>.
/// </summary>
internal sealed class AddressBook(MonotonicClock clock, ListFile<KnownAddress>? file, bool allowPrivate, TimeSpan retryAfter, Random random)
{
    private const int Capacity = 4096;
    private const int CapacityOfSource = 512;
    private const int HopelessFailures = 10;
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(30);

    private readonly Dictionary<IPEndPoint, KnownAddress> _entries = [];
    private readonly HashSet<IPEndPoint> _own = [];

    public int Count => _entries.Count;

    private long UnixNow => clock.UtcNow.ToUnixTimeSeconds();

    /// <summary>Reads the file.</summary>
    public void Load()
    {
        foreach (var entry in (file?.Read() ?? []).Take(Capacity))
            if (IPEndPoint.TryParse(entry.Address, out var address) && IsWelcome(address)) _entries[address] = entry;
    }

    /// <summary>Writes the file.</summary>
    public void Save() => file?.Write([.. _entries.Values]);

    /// <summary>An address that leads to ourselves: never dialled or passed on.</summary>
    public void MarkOwn(IPEndPoint address)
    {
        _own.Add(address);
        _entries.Remove(address);
    }

    /// <summary>Takes an address in; false when it is of no use, known, or there is no room.</summary>
    public bool Add(IPEndPoint address, ulong services, long seen, IPAddress source)
    {
        if (!IsWelcome(address)) return false;
        seen = Math.Min(seen, UnixNow);
        if (_entries.TryGetValue(address, out var known))
        {
            if (seen > known.Seen) _entries[address] = known with { Seen = seen, Services = services };
            return false;
        }
        var group = NetworkGroups.Of(source);
        if (_entries.Values.Count(entry => entry.Source == group) >= CapacityOfSource) return false;
        if (_entries.Count >= Capacity && !MakeRoom()) return false;
        _entries[address] = new KnownAddress { Address = address.ToString(), Services = services, Seen = seen, Source = group };
        return true;
    }

    public void Tried(IPEndPoint address)
    {
        if (_entries.TryGetValue(address, out var entry)) _entries[address] = entry with { Tried = UnixNow, Failures = entry.Failures + 1 };
    }

    public void Succeeded(IPEndPoint address, ulong services)
    {
        if (!_entries.ContainsKey(address)) Add(address, services, UnixNow, address.Address);
        if (_entries.TryGetValue(address, out var entry))
            _entries[address] = entry with { Seen = UnixNow, Succeeded = UnixNow, Failures = 0, Services = services };
    }

    /// <summary>A node to try next, or null; not one that <paramref name="excluded"/> names, and rather one that answered before.</summary>
    public IPEndPoint? Choose(Func<IPEndPoint, bool> excluded)
    {
        var now = UnixNow;
        var candidates = _entries
            .Where(pair => now - pair.Value.Tried >= retryAfter.TotalSeconds && !IsHopeless(pair.Value) && !excluded(pair.Key))
            .Select(pair => (pair.Key, Weight: WeightOf(pair.Value)))
            .ToList();
        var pick = random.NextDouble() * candidates.Sum(candidate => candidate.Weight);
        foreach (var (address, weight) in candidates)
            if ((pick -= weight) <= 0) return address;
        return candidates.Count > 0 ? candidates[^1].Key : null;
    }

    /// <summary>A random sample to pass on, at most <paramref name="max"/> and 23 % of all (small books whole).</summary>
    public IReadOnlyList<(IPEndPoint Address, KnownAddress Entry)> Sample(int max)
    {
        var good = _entries.Where(pair => !IsHopeless(pair.Value)).Select(pair => (pair.Key, pair.Value)).ToArray();
        random.Shuffle(good);
        var share = Math.Max(100, good.Length * 23 / 100);
        return good.AsSpan(0, Math.Min(good.Length, Math.Min(share, max))).ToArray();
    }

    private bool IsWelcome(IPEndPoint address) =>
        NetworkGroups.IsUsable(address) && (allowPrivate || NetworkGroups.IsPublic(address.Address)) && !_own.Contains(address);

    private bool IsHopeless(KnownAddress entry) =>
        UnixNow - entry.Seen > Horizon.TotalSeconds || (entry.Failures >= HopelessFailures && UnixNow - entry.Succeeded > TimeSpan.FromDays(7).TotalSeconds);

    private static double WeightOf(KnownAddress entry) => (entry.Succeeded > 0 ? 4 : 1) * Math.Pow(0.66, Math.Min(entry.Failures, 8));

    // The hopeless go first, then those that never answered and were seen longest ago; who answered stays.
    private bool MakeRoom()
    {
        var victim = _entries.Where(pair => IsHopeless(pair.Value)).Select(pair => pair.Key).FirstOrDefault()
            ?? _entries.Where(pair => pair.Value.Succeeded == 0).OrderBy(pair => pair.Value.Seen).Select(pair => pair.Key).FirstOrDefault();
        return victim is not null && _entries.Remove(victim);
    }
}
