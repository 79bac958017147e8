using System.Buffers.Binary;
using Flux.Chain;
using Flux.Chain.Events;
using Flux.Chain.Selection;
using Flux.Primitives;

namespace Flux.Daemon.Notifications;

/// <summary>Tells ZMQ subscribers of blocks and transactions as they come. Reads its own subscription of chain events, so a slow network never holds the node up.</summary>
internal sealed partial class ZmqPublisher : IAsyncDisposable
{
    private readonly ChainNode _chain;
    private readonly OutPoint? _ownNode;
    private readonly ZmqSockets _sockets;
    private readonly ILogger<ZmqPublisher> _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running = Task.CompletedTask;
    private HeaderEntry? _leftTip;
    private HeaderEntry? _lastLeft;
    private ChainSnapshot? _told;
    private byte[]? _toldStatus;

    /// <summary>Binds the sockets and starts to publish; does nothing when nothing is to be published.</summary>
    /// <param name="chain">What is told of.</param>
    /// <param name="publications">Which topics, and where.</param>
    /// <param name="ownNode">Collateral of the FluxNode that runs on this daemon, or null.</param>
    /// <param name="logger">Where to.</param>
    /// <exception cref="IOException">An address cannot be bound.</exception>
    public ZmqPublisher(ChainNode chain, IReadOnlyList<ZmqPublication> publications, OutPoint? ownNode, ILogger<ZmqPublisher> logger)
    {
        (_chain, _sockets, _ownNode, _logger) = (chain, new ZmqSockets(publications), ownNode, logger);
        if (publications.Count == 0) return;
        var subscription = chain.Subscribe();
        _running = Task.Run(() => RunAsync(subscription));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _sockets.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(ChainSubscription subscription)
    {
        while (true)
        {
            try
            {
                await foreach (var occurred in subscription.Events.ReadAllAsync(_stop.Token).ConfigureAwait(false)) Publish(occurred);
                return;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SubscriptionLaggedException)
            {
                LogLagged();
                (_leftTip, _lastLeft) = (null, null);
                subscription.Dispose();
                subscription = _chain.Subscribe();
            }
        }
    }

    private void Publish(ChainEvent occurred)
    {
        switch (occurred)
        {
            case TransactionAccepted accepted:
                PublishTransaction(accepted.Transaction);
                break;
            case BlockConnected connected:
                foreach (var transaction in connected.Block.Transactions) PublishTransaction(transaction);
                if (_sockets.Has(ZmqTopics.CheckedBlock)) _sockets.Send(ZmqTopics.CheckedBlock, connected.Block.ToBytes());
                break;
            case BlockDisconnected disconnected:
                _leftTip ??= disconnected.Entry;
                _lastLeft = disconnected.Entry;
                foreach (var transaction in disconnected.Block.Transactions.Skip(1)) PublishTransaction(transaction);
                break;
            case TipChanged changed:
                PublishTip(changed.Snapshot);
                break;
        }
    }

    private void PublishTransaction(Transaction transaction)
    {
        if (_sockets.Has(ZmqTopics.HashTx)) _sockets.Send(ZmqTopics.HashTx, Display(transaction.Id.Value));
        if (_sockets.Has(ZmqTopics.RawTx)) _sockets.Send(ZmqTopics.RawTx, transaction.Bytes.Span);
    }

    private void PublishTip(ChainSnapshot snapshot)
    {
        var (left, lastLeft) = (_leftTip, _lastLeft);
        (_leftTip, _lastLeft) = (null, null);
        // While the chain is being downloaded nobody wants thousands of tips.
        if (snapshot.IsInitialDownload) return;
        var tip = snapshot.Tip;
        _sockets.Send(ZmqTopics.HashBlock, Display(tip.Hash.Value));
        _sockets.Send(ZmqTopics.HashBlockHeight, WithHeight(tip.Hash, tip.Height));
        if (_sockets.Has(ZmqTopics.RawBlock) && _chain.ReadBlockBytes(tip.Hash) is { } bytes) _sockets.Send(ZmqTopics.RawBlock, bytes);
        if (left is not null && lastLeft is not null)
            _sockets.Send(ZmqTopics.ChainReorg, [.. WithHeight(left.Hash, left.Height), .. WithHeight(tip.Hash, tip.Height), .. WithHeight(lastLeft.Previous, lastLeft.Height - 1)]);
        if (_sockets.Has(ZmqTopics.FluxNodeListDelta)) PublishNodes(snapshot);
        if (_sockets.Has(ZmqTopics.FluxNodeStatus) && _ownNode is { } own) PublishStatus(snapshot, own);
    }

    // From the state that was told last, whatever came between: a subscriber that heard every message never has a gap.
    private void PublishNodes(ChainSnapshot snapshot)
    {
        var before = _told;
        _told = snapshot;
        if (before is null) return;
        var isReorganisation = _chain.Ancestor(snapshot.Tip, before.Height)?.Hash != before.Tip.Hash;
        var (from, to) = ((before.Height, before.Tip.Hash), (snapshot.Height, snapshot.Tip.Hash));
        _sockets.Send(ZmqTopics.FluxNodeListDelta, NodeListDelta.Of(from, before.Ledger.Nodes, to, snapshot.Ledger.Nodes, isReorganisation));
    }

    private void PublishStatus(ChainSnapshot snapshot, OutPoint own)
    {
        var record = snapshot.Ledger.Nodes.Find(own);
        var status = NodeStatusBody.Of(0, own, record);
        if (_toldStatus is not null && status.AsSpan().SequenceEqual(_toldStatus)) return;
        _toldStatus = status;
        _sockets.Send(ZmqTopics.FluxNodeStatus, NodeStatusBody.Of(snapshot.Height, own, record));
    }

    private static byte[] Display(Hash256 hash)
    {
        var bytes = hash.ToArray();
        Array.Reverse(bytes);
        return bytes;
    }

    private static byte[] WithHeight(BlockHash hash, int height)
    {
        var body = new byte[Hash256.Size + 4];
        Display(hash.Value).CopyTo(body, 0);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(Hash256.Size), height);
        return body;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Chain events came faster than they could be published over ZMQ; some were skipped")]
    private partial void LogLagged();
}
