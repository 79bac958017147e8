using Flux.P2P.Peers;
using Flux.P2P.Relay;
using Flux.P2P.Wire;
using Flux.Primitives;

namespace Flux.P2P.Sync;

/// <summary>
/// Compact blocks that arrive (chain reference §11.6, §13.6): the header is judged first, then the block is put together from the mempool, and
/// what is missing is asked of the sender. fluxd drops a block with missing transactions instead; where the block cannot be put together here it
/// is fetched whole. Judging runs in the session of the peer that sent it.
/// </summary>
internal sealed class CompactBlockIntake(
    IChainPort chain, IMempoolPort mempool, NetworkLoop loop, Conduct conduct, PeerKnowledge knowledge, CatchUp catchUp, HeaderSync headers,
    BlockIntake blocks, BlockDownload download)
{
    /// <summary>Blocks of one peer that wait for transactions at a time.</summary>
    private const int MostPartial = 3;

    /// <summary>Transactions are served for blocks at most so deep (chain reference §11.6); deeper ones are fetched whole.</summary>
    private const int DeepestRequest = 15;

    public async Task OnCompactBlockAsync(Peer peer, CompactBlockMessage message, CancellationToken cancellationToken)
    {
        if (PartialBlock.Of(message) is not { } partial)
        {
            await loop.DoAsync(() => conduct.Penalize(peer, Offences.InvalidCompactBlock), cancellationToken).ConfigureAwait(false);
            return;
        }
        var hash = message.Header.Hash;
        var reserved = await loop.AskAsync(() => TryReserve(peer, hash), cancellationToken).ConfigureAwait(false);
        await headers.OnHeadersAsync(peer, new HeadersMessage([message.Header]), cancellationToken).ConfigureAwait(false);
        if (!reserved) return;
        if (chain.Find(hash) is not { HasBlock: false, IsInvalid: false } header)
        {
            await loop.DoAsync(() => download.GiveBack(peer, hash), cancellationToken).ConfigureAwait(false);
            return;
        }
        partial.Fill(mempool.Ids(int.MaxValue).Select(mempool.Find).OfType<Transaction>());
        await ContinueAsync(peer, hash, partial, header, cancellationToken).ConfigureAwait(false);
    }

    public async Task OnBlockTransactionsAsync(Peer peer, BlockTransactionsMessage message, CancellationToken cancellationToken)
    {
        if (!peer.Sync.Partial.Remove(message.Block, out var partial))
        {
            await loop.DoAsync(() => conduct.Penalize(peer, Offences.UnaskedBlockTransactions), cancellationToken).ConfigureAwait(false);
            return;
        }
        peer.Sync.PartialBytes -= partial.HeldBytes;
        if (!partial.TryFillMissing(message.Transactions))
        {
            await loop.DoAsync(() => conduct.Penalize(peer, Offences.InvalidBlockTransactions), cancellationToken).ConfigureAwait(false);
            return;
        }
        if (partial.Complete() is { } block) await blocks.OnBlockAsync(peer, block, cancellationToken).ConfigureAwait(false);
        else FetchWhole(peer, message.Block);
    }

    /// <summary>While we catch up, or when nobody could use it, only the header counts.</summary>
    private bool TryReserve(Peer peer, BlockHash hash)
    {
        if (catchUp.IsRunning || chain.Find(hash) is { HasBlock: true } or { IsInvalid: true }) return false;
        knowledge.Announced(peer, hash);
        return download.TryReserve(peer, hash);
    }

    private async Task ContinueAsync(Peer peer, BlockHash hash, PartialBlock partial, HeaderFacts header, CancellationToken cancellationToken)
    {
        var missing = partial.Missing;
        if (missing.IsEmpty && partial.Complete() is { } block)
        {
            await blocks.OnBlockAsync(peer, block, cancellationToken).ConfigureAwait(false);
            return;
        }
        var canAsk = !missing.IsEmpty && chain.View.Tip.Height - header.Height <= DeepestRequest && peer.Sync.Partial.Count < MostPartial;
        if (canAsk)
        {
            if (peer.Sync.Partial.Remove(hash, out var older)) peer.Sync.PartialBytes -= older.HeldBytes;
            peer.Sync.Partial[hash] = partial;
            peer.Sync.PartialBytes += partial.HeldBytes;
            peer.Connection.Send(new GetBlockTransactionsMessage(hash, missing));
        }
        else FetchWhole(peer, hash);
    }

    private static void FetchWhole(Peer peer, BlockHash hash) => peer.Connection.Send(new GetDataMessage([InventoryItem.Of(hash)]));
}
