using System.Collections.Immutable;
using Flux.P2P.Peers;
using Flux.P2P.Wire;
using Flux.Primitives;
using Microsoft.Extensions.Logging;

namespace Flux.P2P.Sync;

/// <summary>
/// Fetches block bodies of the best header's branch from all peers that have them, within a window above the tip. A block whose peer is silent
/// is asked of another one too, and a peer that does not deliver is dropped (chain reference §11.5). Owned by the <see cref="NetworkLoop"/>.
/// </summary>
internal sealed partial class BlockDownload(
    PeerRules rules, IChainPort chain, PeerTable peers, Conduct conduct, PeerKnowledge knowledge, MonotonicClock clock, ILogger<BlockDownload> log)
{
    /// <summary>Blocks above the first missing one that may be fetched.</summary>
    private const int WindowSize = 1024;

    /// <summary>The same on a branch that is not that of the best header.</summary>
    private const int SideWindowSize = 256;

    /// <summary>Blocks asked of a peer at a time before it has delivered any.</summary>
    public const int FirstAllowance = 4;

    /// <summary>Blocks asked of one peer at a time.</summary>
    private const int MostInFlight = 16;

    private const int MostPeersPerBlock = 3;
    /// <summary>Silences in a row, with nothing delivered in between, in which others had to deliver instead; then a peer is dropped.</summary>
    private const int MostStalls = 3;

    /// <summary>The same for one that has not delivered a single one.</summary>
    private const int MostStallsOfStrangers = 2;

    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(2);

    /// <summary>So long may a block take from a peer that sends something; then another one is asked, too.</summary>
    private static readonly TimeSpan SlownessLimit = TimeSpan.FromSeconds(10);

    /// <summary>The same for a peer that has not delivered a single block.</summary>
    private static readonly TimeSpan SlownessLimitOfStrangers = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan LeastDeliveryLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FailureMemory = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(5);

    private readonly Dictionary<BlockHash, BlockFetch> _fetches = [];
    private readonly HashSet<BlockHash> _judging = [];

    /// <summary>Who sent the blocks above the tip that were taken: when one is wanted again, its body was bad.</summary>
    private readonly Dictionary<BlockHash, Peer> _senders = [];
    private List<WantedBlock> _window = [];
    private BlockHash _windowEnd;
    private BlockHash _tipAtTick;
    private TimeSpan _lastTick;
    private TimeSpan _failuresForgottenAt;

    /// <summary>Asks for as much as may be asked for.</summary>
    public void Schedule()
    {
        var view = chain.View;
        if (!view.WantsHistory && (view.BestHeader.Hash == view.Tip.Hash || IsTooOld(view.BestHeader))) return;
        ScheduleBest(view);
        ScheduleSideBranches(view);
    }

    private void ScheduleBest(ChainView view)
    {
        RefillWindow(view.BestHeader);
        if (_window.Count == 0) return;
        var sources = peers.Ready.Where(HasRoom).Select(peer => new Source(peer, knowledge.CommonHeight(peer, view.BestHeader)))
            .Where(source => source.Height >= _window[0].Height).ToList();
        foreach (var wanted in _window)
        {
            if (sources.Count == 0) break;
            if (IsUnderWay(wanted.Hash) || BestSource(sources, wanted) is not { } source) continue;
            source.Asks.Add(wanted.Hash);
            Register(source.Peer, wanted.Hash);
            if (!HasRoom(source.Peer)) Flush(sources, source);
        }
        foreach (var source in sources) Send(source);
    }

    // The best header may have been told by somebody who does not deliver: what others have and is better than our tip is fetched too.
    private void ScheduleSideBranches(ChainView view)
    {
        foreach (var peer in peers.Ready.Where(HasRoom))
        {
            if (peer.Sync.BestKnown is not { } known || known.ChainWork <= view.Tip.ChainWork) continue;
            if (knowledge.CommonHeight(peer, view.BestHeader) >= known.Height) continue;
            var source = new Source(peer, known.Height);
            foreach (var hash in MissingOnBranch(known, view.Tip))
            {
                if (!HasRoom(peer)) break;
                if (IsUnderWay(hash) || peer.Sync.Failed.Contains(hash) || chain.Find(hash)?.Height < peer.BlocksFrom) continue;
                source.Asks.Add(hash);
                Register(peer, hash);
            }
            Send(source);
        }
    }

    /// <summary>Missing bodies between our branch and a header, lowest first; none when the branch is invalid.</summary>
    private List<BlockHash> MissingOnBranch(HeaderFacts end, HeaderFacts tip)
    {
        var missing = new List<BlockHash>();
        var fork = knowledge.ForkHeight(end, tip);
        if (chain.Ancestor(end.Hash, Math.Min(end.Height, fork + SideWindowSize)) is not { } top) return missing;
        for (var at = chain.Find(top); at is not null && at.Height > fork; at = chain.Find(at.Previous))
        {
            if (at.IsInvalid) return [];
            if (!at.HasBlock) missing.Add(at.Hash);
        }
        missing.Reverse();
        return missing;
    }

    /// <summary>Asks one peer for a block that it named and whose header is not known yet.</summary>
    public void AskDirectly(Peer peer, BlockHash hash)
    {
        if (!HasRoom(peer) || IsUnderWay(hash)) return;
        Register(peer, hash);
        peer.Connection.Send(new GetDataMessage([InventoryItem.Of(hash)]));
    }

    /// <summary>
    /// The peer sent the block in a compact form and owes the rest: it counts as asked of it. False when the block is being judged, or enough
    /// others were asked.
    /// </summary>
    public bool TryReserve(Peer peer, BlockHash hash)
    {
        if (!peer.IsReady || _judging.Contains(hash)) return false;
        if (_fetches.TryGetValue(hash, out var fetch) && (fetch.Peers.Contains(peer) || fetch.Peers.Count >= MostPeersPerBlock)) return fetch.Peers.Contains(peer);
        if (!HasRoom(peer)) return false;
        Register(peer, hash);
        return true;
    }

    /// <summary>A reserved block is of no use: nobody waits for it any more.</summary>
    public void GiveBack(Peer peer, BlockHash hash) => Release(peer, hash);

    /// <summary>A block came: true when it was asked of this peer. It counts as under way until <see cref="Stored"/> or <see cref="NotStored"/>.</summary>
    public bool Arrived(Peer peer, BlockHash hash, out bool isBeingJudged)
    {
        var requested = Release(peer, hash);
        isBeingJudged = !_judging.Add(hash);
        return requested;
    }

    /// <summary>The chain has stored a block: there is no need to fetch it any more.</summary>
    public void Stored(Peer peer, BlockHash hash)
    {
        EndJudging(peer, hash);
        _window.RemoveAll(wanted => wanted.Hash == hash);
        _senders[hash] = peer;
        peer.Sync.Stalls = 0;
        peer.Sync.HasDelivered = true;
        if (peer.Sync.Allowance < MostInFlight) peer.Sync.Allowance++;
        if (!_fetches.Remove(hash, out var fetch)) return;
        foreach (var other in fetch.Peers)
        {
            var since = other.Sync.FrontSince;
            Forget(other, hash);
            if (other != peer && clock.Now - since > SilenceLimit) CountStall(other);
        }
    }

    /// <summary>Somebody else had to deliver what was asked of this peer long ago (the reference drops it after 2 s; here it may be slow for a while).</summary>
    private void CountStall(Peer peer)
    {
        peer.Sync.Allowance = Math.Max(1, peer.Sync.Allowance / 2);
        if (++peer.Sync.Stalls < (peer.Sync.HasDelivered ? MostStalls : MostStallsOfStrangers)) return;
        LogStalled(peer, peer.Sync.InFlight.Count);
        conduct.DropAtFault(peer, "stalls the download");
    }

    /// <summary>The chain did not take a block. A requested one is not asked of this peer again for a while.</summary>
    public void NotStored(Peer peer, BlockHash hash, bool requested)
    {
        EndJudging(peer, hash);
        if (requested) peer.Sync.Failed.Add(hash);
    }

    /// <summary>The peer does not have it after all.</summary>
    public void NotFound(Peer peer, BlockHash hash)
    {
        if (!Release(peer, hash)) return;
        peer.Sync.Failed.Add(hash);
        CountStall(peer);
    }

    /// <summary>What was asked of a peer that left is asked of others.</summary>
    public void OnRemoved(Peer peer)
    {
        var released = peer.Sync.InFlight.ToArray();
        foreach (var hash in released) Release(peer, hash);
        if (released.Length > 0) Schedule();
    }

    /// <summary>Once a second.</summary>
    public void OnTick()
    {
        var paused = clock.Now - _lastTick > LongPause;
        _lastTick = clock.Now;
        // After a pause of this whole machine nobody else is to blame.
        if (paused) return;
        ForgetFailures();
        LookAgainWhenStuck(chain.View);
        foreach (var peer in peers.Ready.Where(peer => peer.Sync.InFlight.Count > 0 && !peer.IsBusy).ToArray()) Watch(peer);
        Schedule();
    }

    private void EndJudging(Peer peer, BlockHash hash)
    {
        _judging.Remove(hash);
        peer.Sync.FrontSince = clock.Now;
    }

    // A body that was refused may have been another peer's fault, or the clock's: it is worth a second try.
    private void ForgetFailures()
    {
        if (clock.Now - _failuresForgottenAt < FailureMemory) return;
        _failuresForgottenAt = clock.Now;
        foreach (var peer in peers.All) peer.Sync.Failed.Clear();
    }

    private void Watch(Peer peer)
    {
        var waiting = clock.Now - peer.Sync.FrontSince;
        if (waiting > DeliveryLimit(peer))
        {
            LogStalled(peer, peer.Sync.InFlight.Count);
            conduct.DropAtFault(peer, "did not deliver a block");
            return;
        }
        var isSilent = waiting > SilenceLimit && clock.Now - peer.Connection.LastReceive > SilenceLimit;
        if (!isSilent && waiting <= (peer.Sync.HasDelivered ? SlownessLimit : SlownessLimitOfStrangers)) return;
        foreach (var hash in peer.Sync.InFlight.ToArray()) AskAnother(hash);
    }

    private TimeSpan DeliveryLimit(Peer peer)
    {
        var limit = rules.Spacing / 2 * (4 + peer.Sync.InFlight.Count);
        return limit > LeastDeliveryLimit ? limit : LeastDeliveryLimit;
    }

    private void AskAnother(BlockHash hash)
    {
        if (!_fetches.TryGetValue(hash, out var fetch) || fetch.Peers.Count >= MostPeersPerBlock || chain.Find(hash) is not { } header) return;
        var best = chain.View.BestHeader;
        var other = peers.Ready.OrderByDescending(peer => peer.Sync.Allowance).FirstOrDefault(peer => !fetch.Peers.Contains(peer) && HasRoomForOthers(peer) && !peer.Sync.Failed.Contains(hash)
            && peer.BlocksFrom <= header.Height && knowledge.CommonHeight(peer, best) >= header.Height);
        if (other is null) return;
        Register(other, hash);
        other.Connection.Send(new GetDataMessage([InventoryItem.Of(hash)]));
    }

    private bool IsTooOld(HeaderFacts best) =>
        rules.BlockFetchMaxHeaderAge is { } age && clock.UtcNow.ToUnixTimeSeconds() - best.Time > age.TotalSeconds;

    private void RefillWindow(HeaderFacts best)
    {
        var reachesEnd = _window.Count > 0 && _window[^1].Hash == best.Hash;
        if (_windowEnd == best.Hash && (reachesEnd || _window.Count > WindowSize / 2)) return;
        Refill(best);
    }

    private void Refill(HeaderFacts best)
    {
        _window = [.. chain.MissingBlocks(WindowSize)];
        _windowEnd = best.Hash;
        foreach (var wanted in _window)
            if (_senders.Remove(wanted.Hash, out var sender)) Blame(sender, wanted.Hash);
        foreach (var hash in _senders.Keys.Where(hash => chain.Find(hash) is not { IsActive: false }).ToArray()) _senders.Remove(hash);
    }

    /// <summary>
    /// The chain took a block when its parents were missing and found later that its body was bad, through signatures that the hash does not
    /// cover (chain reference §13.22b): it is asked of others now.
    /// </summary>
    private void Blame(Peer sender, BlockHash hash)
    {
        sender.Sync.Failed.Add(hash);
        conduct.Penalize(sender, Offences.BadBlockBody);
    }

    /// <summary>When the tip does not move, a block that was taken may have turned out bad: look what is missing now.</summary>
    private void LookAgainWhenStuck(ChainView view)
    {
        if (view.Tip.Hash == _tipAtTick && view.BestHeader.Hash != view.Tip.Hash) Refill(view.BestHeader);
        _tipAtTick = view.Tip.Hash;
    }

    private static Source? BestSource(List<Source> sources, WantedBlock wanted)
    {
        Source? best = null;
        foreach (var source in sources)
        {
            if (source.Height < wanted.Height || wanted.Height < source.Peer.BlocksFrom || source.Peer.Sync.Failed.Contains(wanted.Hash)) continue;
            if (best is null || source.Peer.Sync.InFlight.Count < best.Peer.Sync.InFlight.Count) best = source;
        }
        return best;
    }

    private static void Flush(List<Source> sources, Source source)
    {
        Send(source);
        sources.Remove(source);
    }

    private static void Send(Source source)
    {
        if (source.Asks.Count > 0) source.Peer.Connection.Send(new GetDataMessage([.. source.Asks.Select(InventoryItem.Of)]));
    }

    private static bool HasRoom(Peer peer) => peer.IsReady && peer.Sync.InFlight.Count < peer.Sync.Allowance;

    /// <summary>For a block that another peer owes, who delivers may be asked for more than usual.</summary>
    private static bool HasRoomForOthers(Peer peer) => peer.IsReady && peer.Sync.InFlight.Count < peer.Sync.Allowance * 2;

    private bool IsUnderWay(BlockHash hash) => _fetches.ContainsKey(hash) || _judging.Contains(hash);

    private void Register(Peer peer, BlockHash hash)
    {
        if (!_fetches.TryGetValue(hash, out var fetch)) _fetches[hash] = fetch = new BlockFetch();
        fetch.Peers.Add(peer);
        if (peer.Sync.InFlight.Count == 0) peer.Sync.FrontSince = clock.Now;
        peer.Sync.InFlight.AddLast(hash);
    }

    /// <summary>False when it was not asked of this peer.</summary>
    private bool Release(Peer peer, BlockHash hash)
    {
        if (!Forget(peer, hash)) return false;
        if (_fetches.TryGetValue(hash, out var fetch))
        {
            fetch.Peers.Remove(peer);
            if (fetch.Peers.Count == 0) _fetches.Remove(hash);
        }
        return true;
    }

    private bool Forget(Peer peer, BlockHash hash)
    {
        var wasFront = peer.Sync.InFlight.First?.Value == hash;
        if (!peer.Sync.InFlight.Remove(hash)) return false;
        if (wasFront) peer.Sync.FrontSince = clock.Now;
        return true;
    }

    /// <summary>A peer that may be asked, the height up to which it has the branch, and what it will be asked for.</summary>
    private sealed record Source(Peer Peer, int Height)
    {
        public ImmutableArray<BlockHash>.Builder Asks { get; } = ImmutableArray.CreateBuilder<BlockHash>();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Peer} does not deliver {Count} blocks")]
    private partial void LogStalled(Peer peer, int count);
}
