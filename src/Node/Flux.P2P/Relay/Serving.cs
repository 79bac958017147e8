using System.Collections.Immutable;
using Flux.P2P.Peers;
using Flux.P2P.Sync;
using Flux.P2P.Wire;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.P2P.Relay;

/// <summary>
/// Answers requests. Runs in the session of the peer that asks and waits while that peer does not read: who asks for much waits for itself.
/// </summary>
internal sealed class Serving(PeerRules rules, IChainPort chain, IMempoolPort mempool, NetworkLoop loop, Conduct conduct, PeerKnowledge knowledge)
{
    private const int LongestLocator = 101;
    private const int MostBlockIds = 500;
    private const int CompactDepth = 100;
    private const int BlockTransactionsDepth = 15;

    public async Task OnGetDataAsync(Peer peer, GetDataMessage message, CancellationToken cancellationToken)
    {
        if (await RefusesAsync(peer, message.Items.Length > InventoryItem.Limit, Offences.TooManyInventoryItems, cancellationToken).ConfigureAwait(false)) return;
        var missing = ImmutableArray.CreateBuilder<InventoryItem>();
        foreach (var item in message.Items)
        {
            if (peer.Connection.CloseReason is not null) return;
            switch (item.Kind)
            {
                case InventoryKind.Block or InventoryKind.CompactBlock:
                    await ServeBlockAsync(peer, item, cancellationToken).ConfigureAwait(false);
                    break;
                case InventoryKind.Transaction when mempool.Find(new TxId(item.Hash)) is { } transaction:
                    await peer.Connection.SendWhenRoomAsync(new TxMessage(transaction), cancellationToken).ConfigureAwait(false);
                    break;
                case InventoryKind.Transaction:
                    missing.Add(item);
                    break;
            }
        }
        if (missing.Count > 0) peer.Connection.Send(new NotFoundMessage(missing.ToImmutable()));
    }

    public async Task OnGetHeadersAsync(Peer peer, GetHeadersMessage message, CancellationToken cancellationToken)
    {
        if (await RefusesAsync(peer, message.Locator.Length > LongestLocator, Offences.LongLocator, cancellationToken).ConfigureAwait(false)) return;
        var view = chain.View;
        if (rules.IgnoreGetHeadersDuringInitialDownload && view.IsInitialDownload && view.Tip.Height > 0) return;
        if (message.Locator.IsEmpty && chain.Find(message.Stop) is null) return;
        var headers = HeadersAfter(message.Locator, message.Stop, HeadersMessage.Limit);
        // What it was sent, or what it has already: new tips connect to that.
        var last = headers.IsEmpty ? view.Tip.Hash : headers[^1].Hash;
        if (!headers.IsEmpty || !message.Locator.IsEmpty) loop.TryPost(() => knowledge.Told(peer, last));
        await peer.Connection.SendWhenRoomAsync(new HeadersMessage(headers), cancellationToken).ConfigureAwait(false);
    }

    public async Task OnGetBlocksAsync(Peer peer, GetBlocksMessage message, CancellationToken cancellationToken)
    {
        if (await RefusesAsync(peer, message.Locator.Length > LongestLocator, Offences.LongLocator, cancellationToken).ConfigureAwait(false)) return;
        var hashes = HeadersAfter(message.Locator, message.Stop, MostBlockIds).Select(header => header.Hash).Where(hash => hash != message.Stop).ToList();
        if (hashes.Count == 0) return;
        if (hashes.Count >= MostBlockIds - 1) await loop.DoAsync(() => peer.Inventory.ContinueAfter = hashes[^1], cancellationToken).ConfigureAwait(false);
        await peer.Connection.SendWhenRoomAsync(new InvMessage([.. hashes.Select(InventoryItem.Of)]), cancellationToken).ConfigureAwait(false);
    }

    public async Task OnMempoolAsync(Peer peer, CancellationToken cancellationToken)
    {
        var ids = mempool.Ids(InventoryItem.Limit);
        if (ids.Count == 0) return;
        await peer.Connection.SendWhenRoomAsync(new InvMessage([.. ids.Select(InventoryItem.Of)]), cancellationToken).ConfigureAwait(false);
    }

    public async Task OnGetBlockTransactionsAsync(Peer peer, GetBlockTransactionsMessage message, CancellationToken cancellationToken)
    {
        if (chain.Find(message.Block) is not { } header || chain.View.Tip.Height - header.Height > BlockTransactionsDepth || Read(message.Block) is not { } block) return;
        var outside = message.Indices.Any(index => index >= block.Transactions.Length);
        if (await RefusesAsync(peer, outside, Offences.BlockIndexOutOfRange, cancellationToken).ConfigureAwait(false)) return;
        var chosen = message.Indices.Select(index => block.Transactions[index]).ToImmutableArray();
        await peer.Connection.SendWhenRoomAsync(new BlockTransactionsMessage(message.Block, chosen), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> RefusesAsync(Peer peer, bool refused, Offence offence, CancellationToken cancellationToken)
    {
        if (refused) await loop.DoAsync(() => conduct.Penalize(peer, offence), cancellationToken).ConfigureAwait(false);
        return refused;
    }

    private async Task ServeBlockAsync(Peer peer, InventoryItem item, CancellationToken cancellationToken)
    {
        var hash = new BlockHash(item.Hash);
        if (chain.Find(hash) is not { HasBlock: true, IsInvalid: false } header || chain.ReadBlockBytes(hash) is not { } bytes) return;
        var compact = item.Kind == InventoryKind.CompactBlock && chain.View.Tip.Height - header.Height <= CompactDepth;
        IMessage answer = compact && BlockCodec.TryParse(bytes.Span, out var block, out _)
            ? CompactBlocks.Of(block, Handshake.NewNonce())
            : new StoredBlockMessage(bytes);
        await peer.Connection.SendWhenRoomAsync(answer, cancellationToken).ConfigureAwait(false);
        await ContinueAsync(peer, hash, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The last block of a getblocks answer was fetched: naming our tip makes the peer ask for more.</summary>
    private async Task ContinueAsync(Peer peer, BlockHash served, CancellationToken cancellationToken)
    {
        if (!await loop.AskAsync(() => peer.Inventory.ContinueAfter == served, cancellationToken).ConfigureAwait(false)) return;
        peer.Connection.Send(new InvMessage([InventoryItem.Of(chain.View.Tip.Hash)]));
        await loop.DoAsync(() => peer.Inventory.ContinueAfter = null, cancellationToken).ConfigureAwait(false);
    }

    private ImmutableArray<BlockHeader> HeadersAfter(ImmutableArray<Hash256> locator, BlockHash stop, int max) =>
        [.. chain.HeadersAfter([.. locator.Select(hash => new BlockHash(hash))], stop, max)];

    private Block? Read(BlockHash hash) =>
        chain.ReadBlockBytes(hash) is { } bytes && BlockCodec.TryParse(bytes.Span, out var block, out _) ? block : null;
}
