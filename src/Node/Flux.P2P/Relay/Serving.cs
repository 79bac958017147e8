using System.Collections.Immutable;
using Flux.P2P.Peers;
using Flux.P2P.Sync;
using Flux.P2P.Wire;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.P2P.Relay;

/// <summary>
/// Answers requests, those of one peer one after the other (<see cref="AnswerLane"/>), and waits while that peer does not read: who asks for much waits for itself.
/// </summary>
internal sealed class Serving(P2POptions options, IChainPort chain, IMempoolPort mempool, NetworkLoop loop, Conduct conduct, PeerKnowledge knowledge) : IDisposable
{
    private const int MostBlockIds = 500;
    private const int CompactDepth = 100;
    private const int BlockTransactionsDepth = 15;

    private readonly PeerRules _rules = options.Rules;

    /// <summary>Matching a whole block or pool costs much more than asking for it: one peer at a time, so that all together take one core at most.</summary>
    private readonly SemaphoreSlim _matching = new(1);

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
                case InventoryKind.FilteredBlock:
                    await ServeFilteredAsync(peer, new BlockHash(item.Hash), cancellationToken).ConfigureAwait(false);
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
        if (await RefusesAsync(peer, message.Locator.Hashes.Length > BlockLocator.Limit, Offences.LongLocator, cancellationToken).ConfigureAwait(false)) return;
        var view = chain.View;
        if (_rules.IgnoreGetHeadersDuringInitialDownload && view.IsInitialDownload && view.Tip.Height > 0) return;
        var (_, hashes, stop) = message.Locator;
        if (hashes.IsEmpty && chain.Find(stop) is null) return;
        var headers = HeadersAfter(message.Locator, HeadersMessage.Limit);
        if (TakesCompact(peer, headers)) headers = BelowCheckpoint(HeadersAfter(message.Locator, CompactHeadersMessage.Limit));
        // What it was sent, or what it has already: new tips connect to that.
        var last = headers.IsEmpty ? view.Tip.Hash : headers[^1].Hash;
        if (!headers.IsEmpty || !hashes.IsEmpty) loop.TryPost(() => knowledge.Told(peer, last));
        IMessage answer = TakesCompact(peer, headers)
            ? new CompactHeadersMessage([.. headers.Select(header => new CompactHeader(header, header.IsProofOfNode ? default : header.Hash))])
            : new HeadersMessage(headers);
        await peer.Connection.SendWhenRoomAsync(answer, cancellationToken).ConfigureAwait(false);
    }

    public async Task OnGetBlocksAsync(Peer peer, GetBlocksMessage message, CancellationToken cancellationToken)
    {
        if (await RefusesAsync(peer, message.Locator.Hashes.Length > BlockLocator.Limit, Offences.LongLocator, cancellationToken).ConfigureAwait(false)) return;
        var hashes = HeadersAfter(message.Locator, MostBlockIds).Select(header => header.Hash).Where(hash => hash != message.Locator.Stop).ToList();
        if (hashes.Count == 0) return;
        if (hashes.Count >= MostBlockIds - 1) await loop.DoAsync(() => peer.Inventory.ContinueAfter = hashes[^1], cancellationToken).ConfigureAwait(false);
        await peer.Connection.SendWhenRoomAsync(new InvMessage([.. hashes.Select(InventoryItem.Of)]), cancellationToken).ConfigureAwait(false);
    }

    public async Task OnMempoolAsync(Peer peer, CancellationToken cancellationToken)
    {
        var filter = peer.Inventory.Filter;
        var ids = await InTurnAsync(
            () => filter is null
                ? mempool.Ids(InventoryItem.Limit)
                : [.. mempool.Ids(InventoryItem.Limit).Where(id => mempool.Find(id) is { } transaction && filter.Matches(transaction))],
            cancellationToken).ConfigureAwait(false);
        if (ids.Count == 0) return;
        // fluxd answers in the order of the ids, which tells nothing; between own nodes parents come first, so that no child has to wait.
        if (!_rules.AskMempoolOnConnect) ids = [.. ids.OrderBy(id => id.Value)];
        await peer.Connection.SendWhenRoomAsync(new InvMessage([.. ids.Select(InventoryItem.Of)]), cancellationToken).ConfigureAwait(false);
    }

    public async Task OnGetBlockTransactionsAsync(Peer peer, GetBlockTransactionsMessage message, CancellationToken cancellationToken)
    {
        if (chain.Find(message.Block) is not { } header || chain.View.Tip.Height - header.Height > BlockTransactionsDepth || Read(message.Block) is not { } block) return;
        // Each once: with repetitions a short question would have an answer of any length.
        var outside = message.Indices.Any(index => index >= block.Transactions.Length) || message.Indices.Distinct().Count() != message.Indices.Length;
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

    /// <summary>The proof of what the peer's filter matches, and those transactions; everything where no filter is loaded (observed).</summary>
    private async Task ServeFilteredAsync(Peer peer, BlockHash hash, CancellationToken cancellationToken)
    {
        if (!options.OffersFilters || chain.Find(hash) is not { HasBlock: true, IsInvalid: false } || Read(hash) is not { } block) return;
        var filter = peer.Inventory.Filter;
        var chosen = await InTurnAsync(() => block.Transactions.Select(transaction => filter?.Matches(transaction) ?? true).ToArray(), cancellationToken).ConfigureAwait(false);
        await peer.Connection.SendWhenRoomAsync(PartialMerkleTree.Of(block, chosen), cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < chosen.Length; i++)
            if (chosen[i]) await peer.Connection.SendWhenRoomAsync(new TxMessage(block.Transactions[i]), cancellationToken).ConfigureAwait(false);
        await ContinueAsync(peer, hash, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The last block of a getblocks answer was fetched: naming our tip makes the peer ask for more.</summary>
    private async Task ContinueAsync(Peer peer, BlockHash served, CancellationToken cancellationToken)
    {
        if (!await loop.AskAsync(() => peer.Inventory.ContinueAfter == served, cancellationToken).ConfigureAwait(false)) return;
        peer.Connection.Send(new InvMessage([InventoryItem.Of(chain.View.Tip.Hash)]));
        await loop.DoAsync(() => peer.Inventory.ContinueAfter = null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Below the last checkpoint fluxd answers without solutions (chain reference §11.5), to peers that know the message.</summary>
    private bool TakesCompact(Peer peer, ImmutableArray<BlockHeader> headers) =>
        !headers.IsEmpty && peer.Version!.Protocol >= PeerRules.CompactVersion && chain.Find(headers[0].Hash) is { } first && first.Height < _rules.LastCheckpoint;

    /// <summary>fluxd punishes elements at or above the checkpoint, though it sends them itself (chain reference §13.7).</summary>
    private ImmutableArray<BlockHeader> BelowCheckpoint(ImmutableArray<BlockHeader> headers) =>
        chain.Find(headers[0].Hash) is { } first ? [.. headers.Take(_rules.LastCheckpoint - first.Height)] : headers;

    private ImmutableArray<BlockHeader> HeadersAfter(in BlockLocator locator, int max) =>
        [.. chain.HeadersAfter([.. locator.Hashes.Select(hash => new BlockHash(hash))], locator.Stop, max)];

    private async Task<T> InTurnAsync<T>(Func<T> match, CancellationToken cancellationToken)
    {
        await _matching.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return match();
        }
        finally
        {
            _matching.Release();
        }
    }

    /// <summary>Call it when no session runs any more.</summary>
    public void Dispose() => _matching.Dispose();

    private Block? Read(BlockHash hash) =>
        chain.ReadBlockBytes(hash) is { } bytes && BlockCodec.TryParse(bytes.Span, out var block, out _) ? block : null;
}
