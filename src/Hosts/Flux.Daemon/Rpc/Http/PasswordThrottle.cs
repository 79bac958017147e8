using System.Collections.Concurrent;
using System.Net;

namespace Flux.Daemon.Rpc.Http;

/// <summary>
/// Slows those who guess passwords: each wrong one costs 250 ms, and of one address only one guess is looked at every 250 ms, however many
/// connections it opens. Right passwords never wait.
/// </summary>
internal sealed class PasswordThrottle(TimeProvider time)
{
    private const int MostAddresses = 10_000;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<IPAddress, DateTimeOffset> _nextTurns = [];

    /// <summary>Waits for the caller's turn to be told that its password was wrong.</summary>
    public async Task WaitAsync(IPAddress address, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        // Forgotten at once when there are too many: an address that waits keeps its own turn.
        if (_nextTurns.Count > MostAddresses) _nextTurns.Clear();
        var turn = _nextTurns.AddOrUpdate(address, _ => now + Delay, (_, next) => (next > now ? next : now) + Delay);
        await Task.Delay(turn - now, time, cancellation).ConfigureAwait(false);
    }
}
