using Flux.P2P.Peers;

namespace Flux.P2P.Relay;

/// <summary>
/// How much matching of announcements against one peer's bloom filter may cost the <see cref="NetworkLoop"/>, which all peers share, in looked up bits. Who has used
/// it up is told without matching until it has grown again: a filter may say yes too often, and a peer with an honest one never gets there. Owned by the loop.
/// </summary>
internal sealed class FilterBudget(MonotonicClock clock)
{
    /// <summary>About 2.5 ms of a core, so that twenty peers take a twentieth of one in the long run; 500 payments a second with the dearest filter.</summary>
    public const long LookupsPerSecond = 250_000;

    /// <summary>What may be used at once: 50 ms.</summary>
    public const long Most = 20 * LookupsPerSecond;

    private double _left = Most;
    private TimeSpan _at = clock.Now;

    /// <summary>Nothing is left now.</summary>
    public bool IsUsedUp
    {
        get
        {
            var now = clock.Now;
            _left = Math.Min(Most, _left + ((now - _at).TotalSeconds * LookupsPerSecond));
            _at = now;
            return _left <= 0;
        }
    }

    /// <summary>A transaction was matched; one that cost more than was left is paid for later.</summary>
    public void Spend(long lookups) => _left -= lookups;
}
