using System.Net;

namespace Flux.P2P.Peers;

/// <summary>
/// Addresses of other nodes in two tables: those that answered once (tried) and those that were only told (new). The place of an address is
/// drawn with a secret from its network group and, when new, from the group of whoever told it: whoever has few groups can reach few places, so
/// that no one fills the book or pushes out who answered. Owned by the <see cref="NetworkLoop"/>.
/// </summary>
internal sealed class AddressBook(MonotonicClock clock, ListFile<KnownAddress>? file, bool allowPrivate, TimeSpan retryAfter, Random random)
{
    private const int HopelessFailures = 10;
    private const int Probes = 64;
    private const int MostContested = 10;
    private const int SmallBook = 1_000;
    private static readonly TimeSpan SampledFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(30);

    private readonly AddressTable _tables = new();
    private readonly Dictionary<IPEndPoint, KnownAddress> _entries = [];
    private readonly HashSet<IPEndPoint> _own = [];
    private readonly Queue<IPEndPoint> _contested = new();
    // What samples are drawn from, and since when: to look through a large book for everybody who asks would be work that a stranger can order.
    private IPEndPoint[] _good = [];
    private TimeSpan? _goodSince;

    public int Count => _entries.Count;

    /// <summary>How many of them answered once.</summary>
    public int TriedCount => _entries.Values.Count(entry => entry.IsTried);

    private long UnixNow => clock.UtcNow.ToUnixTimeSeconds();

    /// <summary>Reads the file; who answered comes first.</summary>
    public void Load()
    {
        foreach (var entry in (file?.Read() ?? []).OrderByDescending(entry => entry.IsTried))
            if (IPEndPoint.TryParse(entry.Address, out var address) && IsWelcome(address) && !_entries.ContainsKey(address)) Place(address, Plausible(entry));
    }

    /// <summary>A number that was altered on the disk must not keep an address for ever, or from ever being tried.</summary>
    private KnownAddress Plausible(KnownAddress entry) => entry with
    {
        Seen = Math.Clamp(entry.Seen, 0, UnixNow),
        Tried = Math.Clamp(entry.Tried, 0, UnixNow),
        Succeeded = Math.Clamp(entry.Succeeded, 0, UnixNow),
        Failures = Math.Max(entry.Failures, 0),
        // Null where the file has another name in its place.
        Source = entry.Source ?? "",
    };

    /// <summary>Writes the file.</summary>
    public void Save() => file?.Write([.. _entries.Values]);

    /// <summary>An address that leads to ourselves: never dialled or passed on.</summary>
    public void MarkOwn(IPEndPoint address)
    {
        _own.Add(address);
        Forget(address);
    }

    /// <summary>Takes an address in; false when it is of no use, known, or its place is taken.</summary>
    public bool Add(IPEndPoint address, ulong services, long seen, IPAddress source)
    {
        if (!IsWelcome(address)) return false;
        seen = Math.Min(seen, UnixNow);
        if (_entries.TryGetValue(address, out var known))
        {
            if (seen > known.Seen) _entries[address] = known with { Seen = seen, Services = services };
            return false;
        }
        return Place(address, new KnownAddress { Address = address.ToString(), Services = services, Seen = seen, Source = NetworkGroups.Of(source) });
    }

    public void Tried(IPEndPoint address)
    {
        if (_entries.TryGetValue(address, out var entry)) _entries[address] = entry with { Tried = UnixNow, Failures = entry.Failures + 1 };
    }

    /// <summary>A handshake with it succeeded: it moves to those that answered, unless one that still answers has its place there.</summary>
    public void Succeeded(IPEndPoint address, ulong services)
    {
        if (!_entries.ContainsKey(address)) Add(address, services, UnixNow, address.Address);
        if (!_entries.TryGetValue(address, out var entry)) return;
        _entries[address] = entry = entry with { Seen = UnixNow, Succeeded = UnixNow, Failures = 0, Services = services };
        if (!entry.IsTried) Promote(address, entry);
    }

    /// <summary>A node to try next, or null; not one that <paramref name="excluded"/> names. Half of the time one that answered before.</summary>
    public IPEndPoint? Choose(Func<IPEndPoint, bool> excluded, bool onlyNew = false)
    {
        var tried = !onlyNew && random.Next(2) == 0;
        for (var i = 0; i < Probes; i++)
        {
            var address = _tables.At(tried, random.Next(_tables.Size(tried)));
            if (address is not null && IsEligible(address, excluded) && random.NextDouble() <= WeightOf(_entries[address])) return address;
        }
        // A book with few entries is looked through.
        return ChooseAmong(pair => pair.Value.IsTried == tried, excluded) ?? (onlyNew ? null : ChooseAmong(_ => true, excluded));
    }

    private IPEndPoint? ChooseAmong(Func<KeyValuePair<IPEndPoint, KnownAddress>, bool> table, Func<IPEndPoint, bool> excluded)
    {
        var all = _entries.Where(pair => table(pair) && IsEligible(pair.Key, excluded)).Select(pair => (pair.Key, Weight: WeightOf(pair.Value))).ToList();
        var pick = random.NextDouble() * all.Sum(candidate => candidate.Weight);
        foreach (var (address, weight) in all)
            if ((pick -= weight) <= 0) return address;
        return all.Count > 0 ? all[^1].Key : null;
    }

    /// <summary>One that answered once and has the place that a newcomer wants: worth a test. Null when there is none.</summary>
    public IPEndPoint? NextContested()
    {
        while (_contested.TryDequeue(out var address))
            if (_entries.TryGetValue(address, out var entry) && entry.IsTried) return address;
        return null;
    }

    /// <summary>
    /// A random sample to pass on, at most <paramref name="max"/> and 23 % of all (small books whole). A large book is looked through twice a
    /// minute at most: what came since is passed on later, what went is not passed on.
    /// </summary>
    public IReadOnlyList<(IPEndPoint Address, KnownAddress Entry)> Sample(int max)
    {
        if (_goodSince is not { } since || _entries.Count <= SmallBook || clock.Now - since >= SampledFor)
            (_good, _goodSince) = ([.. _entries.Where(pair => !IsHopeless(pair.Value)).Select(pair => pair.Key)], clock.Now);
        var count = Math.Min(Math.Min(_good.Length, Math.Max(100, _good.Length * 23 / 100)), max);
        var sample = new List<(IPEndPoint, KnownAddress)>(count);
        for (var i = 0; i < count; i++)
        {
            var drawn = random.Next(i, _good.Length);
            (_good[i], _good[drawn]) = (_good[drawn], _good[i]);
            if (_entries.TryGetValue(_good[i], out var entry)) sample.Add((_good[i], entry));
        }
        return sample;
    }

    private bool Place(IPEndPoint address, KnownAddress entry)
    {
        var place = entry.IsTried ? _tables.TriedPlace(address) : _tables.NewPlace(address, entry.Source);
        if (_tables.At(entry.IsTried, place) is { } occupant)
        {
            if (!IsHopeless(_entries[occupant])) return false;
            Forget(occupant);
        }
        _tables.Set(entry.IsTried, place, address);
        _entries[address] = entry;
        return true;
    }

    private void Promote(IPEndPoint address, KnownAddress entry)
    {
        if (_tables.At(tried: true, _tables.TriedPlace(address)) is { } occupant && !Demote(occupant))
        {
            if (_contested.Count < MostContested) _contested.Enqueue(occupant);
            return;
        }
        Forget(address);
        Place(address, entry with { IsTried = true });
    }

    /// <summary>Sends one that does not answer any more back to the new ones; false when it still answers.</summary>
    private bool Demote(IPEndPoint occupant)
    {
        var entry = _entries[occupant];
        if (entry.Failures == 0) return false;
        Forget(occupant);
        Place(occupant, entry with { IsTried = false });
        return true;
    }

    private void Forget(IPEndPoint address)
    {
        if (!_entries.Remove(address, out var entry)) return;
        _tables.Clear(entry.IsTried, entry.IsTried ? _tables.TriedPlace(address) : _tables.NewPlace(address, entry.Source), address);
    }

    private bool IsEligible(IPEndPoint address, Func<IPEndPoint, bool> excluded) =>
        UnixNow - _entries[address].Tried >= retryAfter.TotalSeconds && !IsHopeless(_entries[address]) && !excluded(address);

    private bool IsWelcome(IPEndPoint address) =>
        NetworkGroups.IsUsable(address) && (allowPrivate || NetworkGroups.IsPublic(address.Address)) && !_own.Contains(address);

    private bool IsHopeless(KnownAddress entry) =>
        UnixNow - entry.Seen > Horizon.TotalSeconds || (entry.Failures >= HopelessFailures && UnixNow - entry.Succeeded > TimeSpan.FromDays(7).TotalSeconds);

    private static double WeightOf(KnownAddress entry) => Math.Pow(0.66, Math.Min(entry.Failures, 8));
}
