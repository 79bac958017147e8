using System.Collections.Concurrent;
using Flux.Os.Peers;

namespace Flux.Os.Watching;

/// <summary>
/// How far this node's clock is from other nodes': the time stamps of their signed messages against the moment they came. No time server is
/// asked. A message needs a while to come, so of each node the quickest of the last half hour counts, and of the nodes the median.
/// </summary>
internal sealed class ClockComparison
{
    private const int MostNodes = 1_000;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, (long AheadMs, DateTimeOffset At)> _nodes = new();
    private readonly TimeProvider _time;

    /// <summary>Listens to the gossip.</summary>
    public ClockComparison(GossipNetwork gossip, TimeProvider time)
    {
        _time = time;
        gossip.Received += (envelope, _, _) =>
        {
            Note(envelope.PubKey, envelope.Timestamp);
            return Task.FromResult(Taking.PassOn);
        };
    }

    /// <summary>Milliseconds by which this clock is ahead of the others' median, and of how many; null when none was heard.</summary>
    public (long AheadMs, int Nodes)? Drift
    {
        get
        {
            var heard = _nodes.Where(node => IsFresh(node.Value.At)).Select(node => node.Value.AheadMs).Order().ToList();
            return heard.Count == 0 ? null : (heard[heard.Count / 2], heard.Count);
        }
    }

    internal void Note(string node, long sentMs)
    {
        var now = _time.GetUtcNow();
        var ahead = now.ToUnixTimeMilliseconds() - sentMs;
        if (!_nodes.ContainsKey(node) && _nodes.Count >= MostNodes) return;
        _nodes.AddOrUpdate(node, (ahead, now), (_, known) => ahead < known.AheadMs || !IsFresh(known.At) ? (ahead, now) : known);
    }

    private bool IsFresh(DateTimeOffset at) => _time.GetUtcNow() - at <= Memory;
}
