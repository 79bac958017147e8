using System.Collections.Concurrent;
using System.Collections.Immutable;
using Flux.Apps.Messages;

namespace Flux.Os.Peers;

/// <summary>
/// Offences of peers. Who commits <see cref="Most"/> within <see cref="Window"/> is dropped (FluxOS reference §4.1) and, an addition of ours, not let in again for
/// <see cref="Shunned"/>.
/// </summary>
internal sealed class StrikeBook(TimeProvider time)
{
    /// <summary>Offences that drop a peer.</summary>
    public const int Most = 5;

    /// <summary>How long an offence counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>How long a dropped peer stays out.</summary>
    public static readonly TimeSpan Shunned = TimeSpan.FromMinutes(10);

    private const int MostAddresses = 10_000;
    private readonly ConcurrentDictionary<NodeAddress, Entry> _entries = new();

    /// <summary>Addresses that are remembered.</summary>
    public int Count => _entries.Count;

    /// <summary>Notes an offence; true when the peer is to be dropped.</summary>
    public bool Add(NodeAddress address)
    {
        if (_entries.Count >= MostAddresses) Prune();
        var now = time.GetTimestamp();
        var entry = _entries.AddOrUpdate(address, new Entry([now], now, null), (_, before) => before with { Strikes = [.. before.Strikes.Where(at => time.GetElapsedTime(at, now) < Window), now], At = now });
        if (entry.Strikes.Length < Most) return false;
        _entries[address] = new Entry([], now, now);
        return true;
    }

    /// <summary>Was dropped for offences a short while ago.</summary>
    public bool IsShunned(NodeAddress address) => _entries.TryGetValue(address, out var entry) && entry.DroppedAt is { } at && time.GetElapsedTime(at) < Shunned;

    private void Prune()
    {
        foreach (var (address, entry) in _entries)
        {
            if (time.GetElapsedTime(entry.At) > Shunned) _entries.TryRemove(address, out _);
        }
        // A flood of addresses: those with the oldest offences make room.
        if (_entries.Count < MostAddresses) return;
        foreach (var (address, _) in _entries.OrderBy(entry => entry.Value.At).Take(MostAddresses / 10).ToList()) _entries.TryRemove(address, out _);
    }

    private sealed record Entry(ImmutableArray<long> Strikes, long At, long? DroppedAt);
}
