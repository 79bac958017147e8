namespace Flux.Os.Peers;

/// <summary>
/// Messages that were verified lately, by content hash, so that each is handled and passed on once and can be given to peers that ask for it.
/// Filled only after verification: a forged envelope cannot suppress a genuine one (FluxOS reference §4.1). Bounded by age, number and size.
/// </summary>
internal sealed class SeenMessages(TimeProvider time)
{
    private const int Most = 20_000;
    private const long MostCharacters = 32 << 20;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _seen = [];
    private readonly Queue<(string Hash, long At)> _order = new();
    private long _characters;

    /// <summary>True the first time a hash is told within the memory.</summary>
    /// <param name="json">The envelope, for peers that ask.</param>
    public bool TryAdd(string hash, string json)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            while (_order.TryPeek(out var oldest) && (_order.Count > Most || _characters > MostCharacters || time.GetElapsedTime(oldest.At, now) > Memory))
            {
                _order.Dequeue();
                if (_seen.Remove(oldest.Hash, out var gone)) _characters -= gone.Length;
            }
            if (!_seen.TryAdd(hash, json)) return false;
            _characters += json.Length;
            _order.Enqueue((hash, now));
            return true;
        }
    }

    public bool Contains(string hash)
    {
        lock (_gate) return _seen.ContainsKey(hash);
    }

    /// <summary>The envelope's text, or null.</summary>
    public string? Find(string hash)
    {
        lock (_gate) return _seen.GetValueOrDefault(hash);
    }
}
