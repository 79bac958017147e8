using Flux.P2P.Peers;
using Flux.P2P.Wire;
using Flux.Primitives;
using Microsoft.Extensions.Logging;

namespace Flux.P2P.Sync;

/// <summary>Blocks that arrive. Judging runs in the session of the peer that sent them, so a peer is read no faster than its blocks are judged.</summary>
internal sealed partial class BlockIntake(
    IChainPort chain, NetworkLoop loop, Conduct conduct, PeerKnowledge knowledge, HeaderSync headers, BlockDownload download,
    CompactAnnouncers announcers, ILogger<BlockIntake> log)
{
    public async Task OnBlockAsync(Peer peer, Block block, CancellationToken cancellationToken)
    {
        var (wanted, requested) = await loop.AskAsync(() => Begin(peer, block), cancellationToken).ConfigureAwait(false);
        if (!wanted) return;
        var outcome = new BlockOutcome(BlockOutcomeKind.Ignored);
        try
        {
            outcome = await chain.SubmitBlockAsync(block, requested, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await loop.DoAsync(() => Conclude(peer, block, requested, outcome), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private (bool Wanted, bool Requested) Begin(Peer peer, Block block)
    {
        // Before it is judged: when it becomes the tip, its sender is not told of it.
        knowledge.Announced(peer, block.Hash);
        var known = chain.Find(block.Hash);
        var requested = download.Arrived(peer, block.Hash, out var isBeingJudged);
        if (isBeingJudged) return (false, requested);
        if (known is not { HasBlock: true }) return (true, requested);
        download.Stored(peer, block.Hash);
        return (false, requested);
    }

    private void Conclude(Peer peer, Block block, bool requested, BlockOutcome outcome)
    {
        if (outcome.Kind is BlockOutcomeKind.Accepted or BlockOutcomeKind.Duplicate) download.Stored(peer, block.Hash);
        else download.NotStored(peer, block.Hash, requested);
        switch (outcome.Kind)
        {
            case BlockOutcomeKind.Orphan:
                headers.AskUpTo(peer, block.Hash);
                break;
            case BlockOutcomeKind.Invalid:
                Refuse(peer, block, outcome);
                break;
            default:
                knowledge.Announced(peer, block.Hash);
                if (outcome.Kind == BlockOutcomeKind.Accepted && chain.View.Tip.Hash == block.Hash) announcers.BroughtTip(peer);
                break;
        }
        download.Schedule();
    }

    private void Refuse(Peer peer, Block block, BlockOutcome outcome)
    {
        var reject = outcome.Verdict.Reject;
        LogRefused(peer, block.Hash, outcome.Verdict.ToString());
        if (reject is null) return;
        peer.Connection.Send(new RejectMessage(BlockMessage.Name, (RejectCode)reject.Kind, outcome.Verdict.Message, block.Hash.Value));
        conduct.Penalize(peer, reject.Score, outcome.Verdict.Message);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Block {Hash} from {Peer} refused: {Reason}")]
    private partial void LogRefused(Peer peer, BlockHash hash, string reason);
}
