using System.Collections.Immutable;
using Flux.P2P.Peers;
using Flux.P2P.Wire;
using Flux.Primitives;
using Microsoft.Extensions.Logging;

namespace Flux.P2P.Sync;

/// <summary>
/// Headers first (chain reference §11.5): asks peers for headers, follows up while answers are full, and judges announcements. Owned by the
/// <see cref="NetworkLoop"/>; judging runs in the session of the peer that sent them.
/// </summary>
internal sealed partial class HeaderSync(
    PeerRules rules, IChainPort chain, NetworkLoop loop, PeerTable peers, Conduct conduct, PeerKnowledge knowledge, BlockDownload download,
    MonotonicClock clock, ILogger<HeaderSync> log)
{
    /// <summary>A peer that says it is so many blocks ahead is asked alone first, not all peers at once.</summary>
    private const int FarAhead = 1000;

    private const int UnconnectedPerOffence = 10;

    /// <summary>Besides twice the height of the tip.</summary>
    private const int WeakHeadersOfAnyBranch = 1000;

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeastQuiet = TimeSpan.FromMinutes(1);

    private BlockHash _lastBest;
    private TimeSpan _lastBestAt;

    /// <summary>Asks a new peer, unless another one is being followed alone.</summary>
    public void Start(Peer peer)
    {
        if (peer.Sync.HeadersStarted || !peer.HasBlocks || (IsOneEnough(peer) && IsAnyAsked())) return;
        peer.Sync.HeadersStarted = true;
        var best = chain.View.BestHeader;
        // From the parent, so that the answer holds at least the header that we have in common.
        Ask(peer, best.Height > 0 ? best.Previous : best.Hash, BlockHash.Zero);
    }

    /// <summary>Asks for headers after the branch that ends in a known header.</summary>
    public void Ask(Peer peer, BlockHash from, BlockHash stop)
    {
        peer.Sync.HeadersAskedAt = clock.Now;
        var locator = Locator(from).Select(hash => hash.Value).ToImmutableArray();
        peer.Connection.Send(new GetHeadersMessage(new BlockLocator(Math.Min(rules.ProtocolVersion, peer.Version?.Protocol ?? rules.ProtocolVersion), locator, stop)));
    }

    // Where a branch with less work than ours leaves it is not looked for: the peer knows the header that it sent itself, and else what it shares with us.
    private IEnumerable<BlockHash> Locator(BlockHash from)
    {
        var tip = chain.View.Tip;
        return chain.Find(from) is { IsActive: false } header && header.ChainWork < tip.ChainWork ? [from, .. chain.Locator(tip.Hash)] : chain.Locator(from);
    }

    /// <summary>The peer named a block whose header is not known: asks for what leads to it.</summary>
    public void AskUpTo(Peer peer, BlockHash hash) => Ask(peer, chain.View.BestHeader.Hash, hash);

    /// <summary>Deals with headers; runs in the session of the peer.</summary>
    public async Task OnHeadersAsync(Peer peer, HeadersMessage message, CancellationToken cancellationToken)
    {
        if (!await loop.AskAsync(() => IsWorthJudging(peer, message.Headers), cancellationToken).ConfigureAwait(false)) return;
        var outcome = await chain.SubmitHeadersAsync(message.Headers, cancellationToken).ConfigureAwait(false);
        await loop.DoAsync(() => Conclude(peer, message.Headers, outcome), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Headers without solutions: their hashes cannot be checked and are never trusted (chain reference §13.7), so they are dropped and somebody
    /// else is asked. Where no checkpoint lies ahead they are an offence, as fluxd has it; below one an honest fluxd sends them.
    /// </summary>
    public void OnCompactHeaders(Peer peer, CompactHeadersMessage message)
    {
        if (message.Headers.Length > CompactHeadersMessage.Limit) conduct.Penalize(peer, Offences.TooManyCompactHeaders);
        else if (chain.View.BestHeader.Height >= rules.LastCheckpoint) conduct.Penalize(peer, Offences.CompactHeadersAboveCheckpoint);
        else Finish(peer);
    }

    /// <summary>Once a second: goes on with another peer when one does not answer, and asks again when nothing new came for long.</summary>
    public void OnTick()
    {
        foreach (var peer in peers.Ready)
            if (clock.Now - peer.Sync.HeadersAskedAt > AnswerLimit) peer.Sync.HeadersAskedAt = null;
        StartOthers();
        AskAgainWhenQuiet();
    }

    private bool IsWorthJudging(Peer peer, ImmutableArray<BlockHeader> headers)
    {
        if (headers.Length > HeadersMessage.Limit)
        {
            conduct.Penalize(peer, Offences.TooManyHeaders);
            return false;
        }
        if (headers.IsEmpty)
        {
            Finish(peer);
            return false;
        }
        if (!Follow(headers))
        {
            conduct.Penalize(peer, Offences.HeadersWithGap);
            return false;
        }
        if (chain.Find(headers[0].Previous) is not null) return true;
        OnUnconnected(peer, headers[^1].Hash);
        return false;
    }

    private static bool Follow(ImmutableArray<BlockHeader> headers)
    {
        for (var i = 1; i < headers.Length; i++)
            if (headers[i].Previous != headers[i - 1].Hash) return false;
        return true;
    }

    // An honest peer announces what it has while we are still behind, so the first ones are a reason to ask and not to punish.
    private void OnUnconnected(Peer peer, BlockHash last)
    {
        peer.Sync.Unconnected++;
        peer.Sync.Unknown = last;
        if (peer.Sync.Unconnected % UnconnectedPerOffence == 0) conduct.Penalize(peer, Offences.UnconnectedHeaders);
        Ask(peer, chain.View.BestHeader.Hash, BlockHash.Zero);
    }

    private void Conclude(Peer peer, ImmutableArray<BlockHeader> headers, HeadersOutcome outcome)
    {
        if (outcome.UnknownParent)
        {
            OnUnconnected(peer, headers[^1].Hash);
            return;
        }
        var before = peer.Sync.BestKnown;
        if (outcome.Last is { } last)
        {
            knowledge.Learn(peer, last);
            CountWeak(peer, last, outcome.Added);
        }
        if (outcome.Verdict.Reject is { } reject)
        {
            LogRefused(peer, outcome.Verdict.Message);
            Finish(peer);
            conduct.Penalize(peer, reject.Score, outcome.Verdict.Message);
        }
        else if (headers.Length == HeadersMessage.Limit && outcome.Last is { } from && IsMore(from, before)) Ask(peer, from.Hash, BlockHash.Zero);
        else Finish(peer);
        download.Schedule();
    }

    // Headers at the easiest target cost whoever makes them little and are kept for ever. A branch that leaves ours at genesis and wins in the end keeps about
    // the same pace, so that it has more work than ours after about as many blocks.
    private void CountWeak(Peer peer, HeaderFacts last, int added)
    {
        var tip = chain.View.Tip;
        peer.Sync.WeakHeaders = last.ChainWork > tip.ChainWork ? 0 : peer.Sync.WeakHeaders + added;
        if (peer.Sync.WeakHeaders > (2L * tip.Height) + WeakHeadersOfAnyBranch) conduct.Penalize(peer, Offences.TooManyWeakHeaders);
    }

    // Who sends the same full batch over and over is not followed.
    private static bool IsMore(HeaderFacts last, HeaderFacts? before) => before is null || last.ChainWork > before.ChainWork;

    private void Finish(Peer peer)
    {
        peer.Sync.HeadersAskedAt = null;
        StartOthers();
    }

    private void StartOthers()
    {
        foreach (var peer in peers.Ready)
            if (!peer.Sync.HeadersStarted) Start(peer);
    }

    private bool IsAnyAsked() => peers.All.Any(peer => peer.Sync.HeadersAskedAt is not null);

    private bool IsOneEnough(Peer peer)
    {
        var best = chain.View.BestHeader;
        if (peer.Version?.StartHeight > best.Height + FarAhead) return true;
        return rules.SingleHeaderPeerAge is { } age && clock.UtcNow.ToUnixTimeSeconds() - best.Time > age.TotalSeconds;
    }

    // A lost announcement or a peer that ignored us must not leave us behind for ever.
    private void AskAgainWhenQuiet()
    {
        var best = chain.View.BestHeader.Hash;
        if (best != _lastBest) (_lastBest, _lastBestAt) = (best, clock.Now);
        var quiet = rules.Spacing * 5 > LeastQuiet ? rules.Spacing * 5 : LeastQuiet;
        if (clock.Now - _lastBestAt < quiet) return;
        _lastBestAt = clock.Now;
        if (peers.Ready.Where(peer => peer.Sync.HeadersAskedAt is null).MinBy(peer => peer.Connection.LastReceive) is not { } peer) return;
        Ask(peer, best, BlockHash.Zero);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Peer} sent a bad header: {Reason}")]
    private partial void LogRefused(Peer peer, string reason);
}
