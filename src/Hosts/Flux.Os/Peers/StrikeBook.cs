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
    private readonly AddressNotes<Entry> _notes = new(MostAddresses, Shunned, time);

    /// <summary>Notes an offence; true when the peer is to be dropped.</summary>
    public bool Add(NodeAddress address)
    {
        var entry = _notes.Change(address, (now, before) => (before ?? Entry.None) with { Strikes = [.. (before ?? Entry.None).Strikes.Where(at => time.GetElapsedTime(at, now) < Window), now] });
        if (entry.Strikes.Length < Most) return false;
        _notes.Change(address, (now, _) => new Entry([], now));
        return true;
    }

    /// <summary>Was dropped for offences a short while ago.</summary>
    public bool IsShunned(NodeAddress address) => _notes.Find(address)?.DroppedAt is { } at && time.GetElapsedTime(at) < Shunned;

    private sealed record Entry(ImmutableArray<long> Strikes, long? DroppedAt)
    {
        public static Entry None { get; } = new([], null);
    }
}
