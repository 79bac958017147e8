using System.Collections.Concurrent;
using Flux.Apps.Messages;

namespace Flux.Os.Peers;

/// <summary>
/// What is remembered of addresses, for a while and of so many at most: what others say must not fill the memory. Thread-safe.
/// </summary>
/// <typeparam name="T">What is remembered of one; immutable.</typeparam>
/// <param name="most">So many addresses are remembered.</param>
/// <param name="life">An address of which nothing new was noted for so long may be forgotten.</param>
/// <param name="time">The clock.</param>
internal sealed class AddressNotes<T>(int most, TimeSpan life, TimeProvider time)
    where T : class
{
    private readonly ConcurrentDictionary<NodeAddress, Note> _notes = new();

    /// <summary>Addresses that are remembered.</summary>
    public int Count => _notes.Count;

    /// <summary>What was noted last, or null.</summary>
    public T? Find(NodeAddress address) => _notes.GetValueOrDefault(address)?.Value;

    /// <summary>Notes what follows from the present moment (a timestamp of the clock) and what was known, null when that is nothing.</summary>
    public T Change(NodeAddress address, Func<long, T?, T> change)
    {
        if (_notes.Count >= most && !_notes.ContainsKey(address)) Prune();
        var now = time.GetTimestamp();
        return _notes.AddOrUpdate(address, _ => new Note(change(now, null), now), (_, before) => new Note(change(now, before.Value), now)).Value;
    }

    private void Prune()
    {
        foreach (var (address, note) in _notes)
        {
            if (time.GetElapsedTime(note.At) > life) _notes.TryRemove(address, out _);
        }
        // A flood of addresses: the oldest make room.
        if (_notes.Count < most) return;
        foreach (var (address, _) in _notes.OrderBy(note => note.Value.At).Take(most / 10).ToList()) _notes.TryRemove(address, out _);
    }

    private sealed record Note(T Value, long At);
}
