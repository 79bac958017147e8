using Flux.P2P.Relay;
using Flux.P2P.Sync;
using Flux.P2P.Wire;
using Flux.Primitives;
using Flux.Primitives.Wire;
using Microsoft.Extensions.Logging;

namespace Flux.P2P.Peers;

/// <summary>
/// Leads each message to what deals with it: in the <see cref="NetworkLoop"/> where it changes what peers share, in the session where it
/// takes time. Called by one session at a time per peer.
/// </summary>
internal sealed partial class MessageRouter(
    NetworkLoop loop, PeerTable peers, Conduct conduct, Handshake handshake, Liveness liveness, AddressExchange addresses, HeaderSync headers, BlockIntake blocks,
    BlockDownload download, PeerKnowledge knowledge, TransactionIntake transactions, TransactionRequests requests, TransactionRelay relay,
    Serving serving, CompactBlockIntake compactBlocks, FilterIntake filters, CatchUp catchUp, IChainPort chain, ILogger<MessageRouter> log)
{
    public Task DispatchAsync(Peer peer, Incoming incoming, CancellationToken cancellationToken)
    {
        if (incoming.IsDamaged) return loop.DoAsync(() => DropIfOwing(peer, incoming.Command, "damaged", incoming.Error!), cancellationToken);
        if (incoming.Error is { } error) return loop.DoAsync(() => OnUnreadable(peer, incoming.Command, error), cancellationToken);
        return incoming.Message switch
        {
            null => Task.CompletedTask,
            VersionMessage message => loop.DoAsync(() => OnVersion(peer, message), cancellationToken),
            _ when peer.Version is null => loop.DoAsync(() => conduct.Penalize(peer, Offences.NoVersion), cancellationToken),
            GetDataMessage message => serving.OnGetDataAsync(peer, message, cancellationToken),
            GetHeadersMessage message => serving.OnGetHeadersAsync(peer, message, cancellationToken),
            GetBlocksMessage message => serving.OnGetBlocksAsync(peer, message, cancellationToken),
            GetBlockTransactionsMessage message => serving.OnGetBlockTransactionsAsync(peer, message, cancellationToken),
            MempoolMessage => serving.OnMempoolAsync(peer, cancellationToken),
            HeadersMessage message => headers.OnHeadersAsync(peer, message, cancellationToken),
            BlockMessage message => blocks.OnBlockAsync(peer, message.Block, cancellationToken),
            CompactBlockMessage message => compactBlocks.OnCompactBlockAsync(peer, message, cancellationToken),
            BlockTransactionsMessage message => compactBlocks.OnBlockTransactionsAsync(peer, message, cancellationToken),
            InvMessage message => OnInventoryAsync(peer, message, cancellationToken),
            TxMessage message => transactions.OnTransactionAsync(peer, message.Transaction, cancellationToken),
            var message => loop.DoAsync(() => OnMessage(peer, message), cancellationToken),
        };
    }

    private void OnVersion(Peer peer, VersionMessage message)
    {
        if (peers.Contains(peer)) handshake.OnVersion(peer, message);
    }

    /// <summary>Messages that only touch shared state; runs in the loop. One that waited while its peer was dropped comes too late.</summary>
    private void OnMessage(Peer peer, IMessage message)
    {
        if (!peers.Contains(peer) || (message is not (VerackMessage or SendHeadersMessage or SendCompactMessage) && !handshake.IsRecentEnough(peer))) return;
        switch (message)
        {
            case VerackMessage: OnVerack(peer); break;
            case PingMessage ping: peer.Connection.Send(new PongMessage(ping.Nonce)); break;
            case PongMessage pong: liveness.OnPong(peer, pong); break;
            case SendHeadersMessage: peer.Sync.PrefersHeaders = true; break;
            case SendCompactMessage { Version: 1 } send: peer.Sync.PrefersCompact = send.Announce; break;
            case AddrMessage addr: addresses.OnAddr(peer, addr); break;
            case GetAddrMessage: addresses.OnGetAddr(peer); break;
            case NotFoundMessage notFound: OnNotFound(peer, notFound); break;
            case CompactHeadersMessage compact: headers.OnCompactHeaders(peer, compact); break;
            case FilterLoadMessage load: filters.OnLoad(peer, load); break;
            case FilterAddMessage add: filters.OnAdd(peer, add); break;
            case FilterClearMessage: filters.OnClear(peer); break;
            case RejectMessage reject: LogRejected(peer, reject.Refused, reject.Reason); break;
        }
    }

    private void OnVerack(Peer peer)
    {
        var first = !peer.IsReady;
        handshake.OnVerack(peer);
        if (!first) return;
        relay.Greet(peer);
        download.Schedule();
    }

    private void OnUnreadable(Peer peer, string command, string error)
    {
        if (peer.Version is null && command != VersionMessage.Name)
        {
            conduct.Penalize(peer, Offences.NoVersion);
            return;
        }
        peer.Connection.Send(new RejectMessage(command, RejectCode.Malformed, "error parsing message"));
        if (DropIfOwing(peer, command, "unreadable", error)) return;
        conduct.Penalize(peer, error.StartsWith(WireReader.UnknownFormat, StringComparison.Ordinal) ? Offences.UnknownTransactionFormat : Offences.Unreadable);
    }

    // It was our answer, and no other will come from there: what the peer owes is asked of others now, not when it has been silent for long. In all
    // other cases a wrong checksum is passed over, as fluxd does.
    private bool DropIfOwing(Peer peer, string command, string what, string error)
    {
        if ((command != BlockMessage.Name && command != BlockTransactionsMessage.Name) || peer.Sync.InFlight.Count == 0) return false;
        conduct.DropAtFault(peer, $"answered with a {what} {command}: {error}");
        return true;
    }

    // What is known of so many items is looked up in the session: in the loop all other peers would wait for it.
    private async Task OnInventoryAsync(Peer peer, InvMessage message, CancellationToken cancellationToken)
    {
        if (message.Items.Length > InventoryItem.Limit)
        {
            await loop.DoAsync(() => conduct.Penalize(peer, Offences.TooManyInventoryItems), cancellationToken).ConfigureAwait(false);
            return;
        }
        var ids = message.Items.Where(item => item.Kind == InventoryKind.Transaction).Select(item => new TxId(item.Hash)).ToList();
        var unknown = transactions.UnknownOf(ids);
        var (best, lastUnknown) = LookUpBlocks(message);
        await loop.DoAsync(() => OnInventory(peer, ids, unknown, best, lastUnknown), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Of the blocks that are named the known one with the most work, and the last one that is not known.</summary>
    private (HeaderFacts? Best, BlockHash? LastUnknown) LookUpBlocks(InvMessage message)
    {
        HeaderFacts? best = null;
        BlockHash? lastUnknown = null;
        foreach (var item in message.Items)
        {
            if (item.Kind != InventoryKind.Block) continue;
            if (chain.Find(new BlockHash(item.Hash)) is not { } header) lastUnknown = new BlockHash(item.Hash);
            else if (best is null || header.ChainWork > best.ChainWork) best = header;
        }
        return (best, lastUnknown);
    }

    private void OnInventory(Peer peer, List<TxId> ids, IReadOnlyList<TxId> unknown, HeaderFacts? best, BlockHash? lastUnknown)
    {
        if (!peers.Contains(peer) || !handshake.IsRecentEnough(peer)) return;
        if (ids.Count > 0) transactions.OnAnnounced(peer, ids, unknown);
        if (best is not null) knowledge.Learn(peer, best);
        if (lastUnknown is not { } hash) return;
        knowledge.Announced(peer, hash);
        OnUnknownBlock(peer, hash);
    }

    // Headers up to it, and near the tip the block itself at once: most often it is the next one.
    private void OnUnknownBlock(Peer peer, BlockHash hash)
    {
        headers.AskUpTo(peer, hash);
        if (!catchUp.IsRunning) download.AskDirectly(peer, hash);
    }

    private void OnNotFound(Peer peer, NotFoundMessage message)
    {
        foreach (var item in message.Items)
        {
            if (item.Kind == InventoryKind.Transaction) requests.NotFound(peer, new TxId(item.Hash));
            else if (item.Kind is InventoryKind.Block or InventoryKind.CompactBlock) download.NotFound(peer, new BlockHash(item.Hash));
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Peer} rejected our {Command}: {Reason}")]
    private partial void LogRejected(Peer peer, string command, string reason);
}
