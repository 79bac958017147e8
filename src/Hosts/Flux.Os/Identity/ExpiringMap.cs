namespace Flux.Os.Identity;

/// <summary>Texts that are kept for a while, at most so many: the oldest gives way. Thread-safe.</summary>
/// <typeparam name="T">What is kept under a text.</typeparam>
internal sealed class ExpiringMap<T>(TimeSpan life, int most, TimeProvider time)
{
    private readonly Dictionary<string, (T Value, DateTimeOffset Expires)> _entries = [];
    private readonly Queue<(string Key, DateTimeOffset Expires)> _order = new();
    private readonly Lock _gate = new();

    /// <summary>What is kept now with the moment it ends, in no order.</summary>
    public IReadOnlyList<(string Key, T Value, DateTimeOffset Expires)> All
    {
        get
        {
            lock (_gate)
            {
                Trim(most);
                return [.. _entries.Select(e => (e.Key, e.Value.Value, e.Value.Expires))];
            }
        }
    }

    public void Set(string key, T value)
    {
        lock (_gate)
        {
            Trim(most - 1);
            var expires = time.GetUtcNow() + life;
            _entries[key] = (value, expires);
            _order.Enqueue((key, expires));
        }
    }

    public bool TryGet(string key, out T value)
    {
        lock (_gate)
        {
            var found = _entries.TryGetValue(key, out var entry) && entry.Expires > time.GetUtcNow();
            value = found ? entry.Value : default!;
            return found;
        }
    }

    /// <summary>Takes it out; false when it is not there or too old.</summary>
    public bool TryTake(string key, out T value)
    {
        lock (_gate)
        {
            var found = TryGet(key, out value);
            _entries.Remove(key);
            return found;
        }
    }

    // An entry that was set again has a later end than its old place in the queue says.
    private void Trim(int room)
    {
        var now = time.GetUtcNow();
        while (_order.TryPeek(out var oldest) && (oldest.Expires <= now || _order.Count > room))
        {
            _order.Dequeue();
            if (_entries.TryGetValue(oldest.Key, out var entry) && entry.Expires == oldest.Expires) _entries.Remove(oldest.Key);
        }
    }
}
