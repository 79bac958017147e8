namespace Flux.Os.Peers;

/// <summary>
/// Content hashes of messages that were verified lately, so that each is handled and passed on once. Filled only after
/// verification: a forged envelope cannot suppress a genuine one (FluxOS reference §4.1). Bounded by age and number.
/// </summary>
internal sealed class SeenMessages(TimeProvider time)
{
    private const int Most = 20_000;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _seen = [];
    private readonly Queue<(string Hash, long At)> _order = new();

    /// <summary>True the first time a hash is told within the memory.</summary>
    public bool TryAdd(string hash)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            while (_order.TryPeek(out var oldest) && (_order.Count > Most || time.GetElapsedTime(oldest.At, now) > Memory))
            {
                _order.Dequeue();
                _seen.Remove(oldest.Hash);
            }
            if (!_seen.TryAdd(hash, now)) return false;
            _order.Enqueue((hash, now));
            return true;
        }
    }

    public bool Contains(string hash)
    {
        lock (_gate) return _seen.ContainsKey(hash);
    }
}
