using Flux.Apps.Messages;

namespace Flux.Os.Registry;

/// <summary>
/// When each message that the chain names and nobody has shown is asked for again. Anybody can pay for a hash that belongs to nothing: what
/// nobody has is asked for less and less often. One owner.
/// </summary>
internal sealed class WantedMessages(TimeProvider time)
{
    /// <summary>Pause before the second question; it doubles up to <see cref="Longest"/>.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    private readonly Dictionary<MessageHash, (TimeSpan Pause, long AskedAt)> _asked = [];

    /// <summary>Of what is missing, what is to be asked for now.</summary>
    public IReadOnlyList<MessageHash> Due(IReadOnlyList<MessageHash> missing)
    {
        if (missing.Count == 0)
        {
            _asked.Clear();
            return [];
        }
        var now = time.GetTimestamp();
        var due = new List<MessageHash>();
        foreach (var hash in missing)
        {
            var known = _asked.TryGetValue(hash, out var entry);
            if (known && time.GetElapsedTime(entry.AskedAt, now) < entry.Pause) continue;
            _asked[hash] = (known ? TimeSpan.FromTicks(Math.Min(entry.Pause.Ticks * 2, Longest.Ticks)) : First, now);
            due.Add(hash);
        }
        // Before and after a look most are the same; what came meanwhile is swept when it is the greater part.
        if (_asked.Count > 2 * missing.Count) foreach (var gone in _asked.Keys.Except(missing).ToList()) _asked.Remove(gone);
        return due;
    }
}
