using Flux.P2P.Peers;
using Flux.Primitives;

namespace Flux.P2P.Relay;

/// <summary>What one peer knows of transactions, and what waits to be announced to it.</summary>
internal sealed class PeerInventory(MonotonicClock clock)
{
    /// <summary>Ids that may wait for an announcement; older ones are dropped.</summary>
    public const int LongestQueue = 5000;

    private const long BytesPerId = 48;

    /// <summary>Transactions that it has announced, sent or been told of.</summary>
    public RecentSet<TxId> Known { get; } = new(8192);

    /// <summary>Ids to announce at the next trickle.</summary>
    public Queue<TxId> Waiting { get; } = new();

    /// <summary>Only what this matches is announced; null: everything.</summary>
    public BloomFilter? Filter { get; set; }

    /// <summary>What matching announcements against <see cref="Filter"/> may cost.</summary>
    public FilterBudget FilterBudget { get; } = new(clock);

    /// <summary>It wants loose transactions: said in version, or by loading a filter.</summary>
    public bool WantsTransactions { get; set; }

    /// <summary>About what the lists of ids take.</summary>
    public long HeldBytes => (Known.Count * 2 * BytesPerId) + (Waiting.Count * BytesPerId);

    /// <summary>When the next trickle is due.</summary>
    public TimeSpan NextTrickle { get; set; }

    /// <summary>Transactions asked for and not arrived.</summary>
    public int Requested { get; set; }

    /// <summary>Block after which a getblocks answer goes on: when it is served, our tip is announced.</summary>
    public BlockHash? ContinueAfter { get; set; }
}
