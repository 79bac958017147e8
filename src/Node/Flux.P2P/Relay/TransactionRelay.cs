using System.Collections.Concurrent;
using System.Collections.Immutable;
using Flux.P2P.Peers;
using Flux.P2P.Sync;
using Flux.P2P.Wire;
using Flux.Primitives;

namespace Flux.P2P.Relay;

/// <summary>
/// Announces transactions to peers that do not know them: at once on small networks, else after a random delay per peer that hides where
/// one came from (chain reference §11.8). Owned by the <see cref="NetworkLoop"/>; only <see cref="Enqueue"/> may be called from elsewhere.
/// </summary>
internal sealed class TransactionRelay(
    PeerRules rules, CatchUp catchUp, IMempoolPort mempool, NetworkLoop loop, PeerTable peers, MonotonicClock clock, Random random) : IDisposable
{
    private const int BatchSize = 1000;
    private const int LongestInbox = 100_000;

    private readonly ConcurrentQueue<TxId> _inbox = new();
    private ITimer? _timer;
    private TimeSpan _lastResend;
    private bool _wasDownloading = true;

    /// <summary>A transaction entered the pool; any thread.</summary>
    public void Enqueue(TxId id)
    {
        if (_inbox.Count >= LongestInbox) return;
        _inbox.Enqueue(id);
        loop.TryPost(DrainInbox);
    }

    /// <summary>A peer finished its handshake.</summary>
    public void Greet(Peer peer)
    {
        if (rules.AskMempoolOnConnect && !catchUp.IsRunning) peer.Connection.Send(MempoolMessage.Instance);
        foreach (var id in mempool.OwnIds()) Add(peer, id, again: true);
        FlushOrWait();
    }

    /// <summary>Announces a transaction to everybody who does not know it.</summary>
    public void Announce(TxId id)
    {
        foreach (var peer in peers.Ready) Add(peer, id, again: false);
        FlushOrWait();
    }

    /// <summary>Once a second: what the queue to the loop had no room for, and own transactions that no block has taken yet.</summary>
    public void OnTick()
    {
        DrainInbox();
        AskAfterDownload();
        if (clock.Now - _lastResend < rules.ResendInterval) return;
        _lastResend = clock.Now;
        foreach (var id in mempool.OwnIds())
            foreach (var peer in peers.Ready) Add(peer, id, again: true);
        FlushOrWait();
    }

    private void DrainInbox()
    {
        while (_inbox.TryDequeue(out var id)) Announce(id);
    }

    // What was announced during the download could not be judged and was not fetched.
    private void AskAfterDownload()
    {
        var downloading = catchUp.IsRunning;
        if (_wasDownloading && !downloading && rules.AskMempoolOnConnect)
            foreach (var peer in peers.Ready) peer.Connection.Send(MempoolMessage.Instance);
        _wasDownloading = downloading;
    }

    private static void Add(Peer peer, TxId id, bool again)
    {
        var inventory = peer.Inventory;
        if (!inventory.WantsTransactions || (!inventory.Known.Add(id) && !again)) return;
        if (inventory.Waiting.Count >= PeerInventory.LongestQueue) inventory.Waiting.Dequeue();
        inventory.Waiting.Enqueue(id);
    }

    private void FlushOrWait()
    {
        var waiting = peers.Ready.Where(peer => peer.Inventory.Waiting.Count > 0).ToList();
        foreach (var peer in waiting.Where(peer => clock.Now >= peer.Inventory.NextTrickle)) Flush(peer);
        if (rules.TrickleInterval > TimeSpan.Zero && waiting.Exists(peer => peer.Inventory.Waiting.Count > 0)) SetTimer();
    }

    private void Flush(Peer peer)
    {
        var items = ImmutableArray.CreateBuilder<InventoryItem>();
        while (items.Count < BatchSize && peer.Inventory.Waiting.TryDequeue(out var id))
            if (mempool.Find(id) is { } transaction && IsOfInterest(peer.Inventory, transaction)) items.Add(InventoryItem.Of(id));
        if (items.Count > 0) peer.Connection.Send(new InvMessage(items.ToImmutable()));
        // Exponentially distributed, so that the moment tells nothing.
        peer.Inventory.NextTrickle = clock.Now - (rules.TrickleInterval * Math.Log(1 - random.NextDouble()));
        if (peer.Inventory.Waiting.Count > 0 && rules.TrickleInterval == TimeSpan.Zero) Flush(peer);
    }

    private static bool IsOfInterest(PeerInventory inventory, Transaction transaction)
    {
        if (inventory.Filter is not { } filter || inventory.FilterBudget.IsUsedUp) return true;
        var matches = filter.Matches(transaction, out var lookups);
        inventory.FilterBudget.Spend(lookups);
        return matches;
    }

    private void SetTimer()
    {
        var due = peers.Ready.Where(peer => peer.Inventory.Waiting.Count > 0).Min(peer => peer.Inventory.NextTrickle) - clock.Now;
        if (due < TimeSpan.FromMilliseconds(1)) due = TimeSpan.FromMilliseconds(1);
        _timer ??= clock.Provider.CreateTimer(_ => loop.TryPost(FlushOrWait), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer?.Dispose();
}
