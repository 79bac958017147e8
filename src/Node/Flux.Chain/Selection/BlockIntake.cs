using Flux.Chain.Import;
using Flux.Chain.Store;
using Flux.Chain.Store.Files;
using Flux.Consensus.Blocks;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Work;
using Flux.Primitives;

namespace Flux.Chain.Selection;

/// <summary>
/// Judges headers and blocks as far as ancestors alone allow, stores good ones and says which branches became complete. For the writer only.
/// </summary>
internal sealed class BlockIntake(Network network, ChainStore store, HeaderTree tree, CandidateSet candidates, SafeJudge judge, BlockPreparer preparer, TimeProvider time)
{
    /// <summary>An unrequested block this far above the tip is of no use yet (chain reference §10.1).</summary>
    public const int MostAheadUnrequested = 288;

    private readonly Dictionary<BlockHash, List<BlockHash>> _waiting = [];
    private long _arrivals;
    private int _lastKnownCheckpoint = -1;
    private int _openCheckpoints = network.Checkpoints.Length;

    /// <summary>Adds a header whose parent is known; an entry that is known already is returned as it is.</summary>
    public (HeaderEntry? Entry, Verdict Verdict) AcceptHeader(BlockHeader header, HeaderEntry parent) => AcceptHeader(header, parent, null);

    /// <summary>Judges a block that nobody has judged yet, as the other does.</summary>
    public SubmitResult AcceptBlock(Block block, HeaderEntry parent, bool requested) =>
        KnownBefore(block.Hash) ?? (!requested && IsUseless(block.Header, parent)
            ? new SubmitResult(SubmitKind.Ignored, Verdict.Ok, null)
            : AcceptBlock(preparer.Prepare(block), parent));

    /// <summary>Judges the block of a known parent and stores it; <paramref name="at"/> says where it is stored already.</summary>
    public SubmitResult AcceptBlock(PreparedBlock prepared, HeaderEntry parent, FlatPosition? at = null)
    {
        var block = prepared.Block;
        if (KnownBefore(block.Hash) is { } known) return known;
        var (entry, verdict) = AcceptHeader(block.Header, parent, prepared.Header);
        if (entry is null) return new SubmitResult(SubmitKind.Invalid, verdict, null);
        verdict = prepared.Body.IsOk ? CheckBodyContext(block, parent) : prepared.Body;
        if (!verdict.IsOk) return Refuse(entry, verdict);
        return new SubmitResult(SubmitKind.Accepted, verdict, Keep(entry, prepared, at));
    }

    /// <summary>
    /// Forgets a stored body that was refused without the block being invalid; its descendants wait for another one. The header stays.
    /// </summary>
    public void Discard(HeaderEntry entry, BlockHeader header, IReadOnlyList<HeaderEntry> descendants)
    {
        const HeaderStatus stored = HeaderStatus.HasBlock | HeaderStatus.HasAncestors;
        tree.Put(entry with { Status = entry.Status & ~stored, TransactionCount = 0, ChainTransactions = 0, Header = header });
        candidates.Remove(entry.Hash);
        foreach (var descendant in descendants)
        {
            if ((descendant.Status & HeaderStatus.HasAncestors) == 0) continue;
            tree.Put(descendant with { Status = descendant.Status & ~HeaderStatus.HasAncestors, ChainTransactions = 0 });
            candidates.Remove(descendant.Hash);
            WaitFor(descendant.Previous, descendant.Hash);
        }
    }

    private SubmitResult? KnownBefore(BlockHash hash) => tree.Find(hash) is { } known && (known.HasBlock || known.IsPruned || known.IsInvalid)
        ? new SubmitResult(known.IsInvalid ? SubmitKind.DuplicateInvalid : SubmitKind.Duplicate, Verdict.Ok, known)
        : null;

    private (HeaderEntry? Entry, Verdict Verdict) AcceptHeader(BlockHeader header, HeaderEntry parent, Verdict? alone)
    {
        if (tree.Find(header.Hash) is { } known) return known.IsInvalid ? (null, Verdict.Fail(BlockRejects.KnownInvalid)) : (known, Verdict.Ok);
        if (parent.IsInvalid) return (null, Verdict.Fail(BlockRejects.InvalidParent));
        if (parent.Height + 1 < LastKnownCheckpoint) return (null, Verdict.Fail(BlockRejects.ForkBeforeCheckpoint));
        var verdict = CheckHeader(header, parent, alone);
        return verdict.IsOk ? (AddHeader(header, parent), verdict) : (null, verdict);
    }

    /// <summary>What needs no ancestor, for a block whose parent is not known.</summary>
    public Verdict CheckAlone(Block block)
    {
        return judge.Judge(block.Hash, () =>
        {
            var verdict = BlockRules.CheckHeader(network, block.Header);
            return verdict.IsOk ? BlockRules.CheckBody(network, block) : verdict;
        });
    }

    /// <summary>Everything up to the coins, for a proposed block without its proof of work.</summary>
    public Verdict TestBody(Block block, HeaderEntry parent)
    {
        var verdict = judge.Judge(block.Hash, () => BlockRules.CheckHeaderContext(network, block.Header, tree.BranchOf(parent), Now(), tree.Tip.Height));
        return verdict.IsOk ? CheckBody(block, parent) : verdict;
    }

    /// <summary>Puts stored blocks whose ancestors are missing on the list of those that wait, after a start.</summary>
    public void Restore(IEnumerable<HeaderEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (!entry.HasBlock) continue;
            if (entry.IsCandidate) candidates.Add(entry);
            else if ((entry.Status & HeaderStatus.HasAncestors) == 0) WaitFor(entry.Previous, entry.Hash);
        }
    }

    private Verdict CheckHeader(BlockHeader header, HeaderEntry parent, Verdict? alone) => judge.Judge(header.Hash, () =>
    {
        var verdict = alone ?? BlockRules.CheckHeader(network, header);
        return verdict.IsOk ? BlockRules.CheckHeaderContext(network, header, tree.BranchOf(parent), Now(), tree.Tip.Height) : verdict;
    });

    private Verdict CheckBodyContext(Block block, HeaderEntry parent) =>
        judge.Judge(block.Hash, () => BlockRules.CheckContext(network, block, tree.BranchOf(parent)));

    private Verdict CheckBody(Block block, HeaderEntry parent) => judge.Judge(block.Hash, () =>
    {
        var verdict = BlockRules.CheckBody(network, block);
        return verdict.IsOk ? BlockRules.CheckContext(network, block, tree.BranchOf(parent)) : verdict;
    });

    /// <summary>Height of the highest checkpoint whose block is in the tree; −1: none. Only ever rises: blocks do not leave the tree.</summary>
    private int LastKnownCheckpoint
    {
        get
        {
            while (_openCheckpoints > 0 && tree.Find(network.Checkpoints[^_openCheckpoints].Hash) is { } known)
            {
                _lastKnownCheckpoint = known.Height;
                _openCheckpoints--;
            }
            return _lastKnownCheckpoint;
        }
    }

    private HeaderEntry AddHeader(BlockHeader header, HeaderEntry parent)
    {
        var entry = HeaderEntry.Of(network, header, parent);
        tree.Put(entry);
        if (entry.ChainWork > tree.Best.ChainWork) tree.SetBest(entry);
        return entry;
    }

    private HeaderEntry Keep(HeaderEntry entry, PreparedBlock prepared, FlatPosition? at)
    {
        var position = at ?? store.Archive.AppendBlock(prepared.Bytes.Span);
        store.Archive.Note(position.File, entry.Height);
        var stored = entry with
        {
            Status = entry.Status | HeaderStatus.HasBlock,
            TransactionCount = prepared.Block.Transactions.Length,
            BlockBytes = prepared.Bytes.Length,
            BlockChecksum = prepared.Checksum,
            BlockPosition = position,
            Header = null,
        };
        tree.Put(stored);
        var parent = tree.ParentOf(stored);
        if ((parent.Status & HeaderStatus.HasAncestors) == 0)
        {
            WaitFor(stored.Previous, stored.Hash);
            return stored;
        }
        Complete(stored, parent);
        return tree.Find(stored.Hash)!;
    }

    /// <summary>The branch up to the entry is complete: so are the branches that waited for it.</summary>
    private void Complete(HeaderEntry first, HeaderEntry parentOfFirst)
    {
        var open = new Queue<(HeaderEntry Entry, HeaderEntry Parent)>([(first, parentOfFirst)]);
        while (open.TryDequeue(out var next))
        {
            var complete = next.Entry with
            {
                Status = next.Entry.Status | HeaderStatus.HasAncestors,
                ChainTransactions = next.Parent.ChainTransactions + next.Entry.TransactionCount,
                Arrival = ++_arrivals,
            };
            tree.Put(complete);
            if (complete.IsCandidate) candidates.Add(complete);
            if (!_waiting.Remove(complete.Hash, out var children)) continue;
            foreach (var child in children) open.Enqueue((tree.Find(child)!, complete));
        }
    }

    private SubmitResult Refuse(HeaderEntry entry, Verdict verdict)
    {
        if (verdict.Reject!.MarksInvalid) entry = MarkInvalid(entry);
        return new SubmitResult(SubmitKind.Invalid, verdict, entry);
    }

    private HeaderEntry MarkInvalid(HeaderEntry entry)
    {
        var invalid = entry with { Status = entry.Status | HeaderStatus.Invalid };
        tree.Put(invalid);
        return invalid;
    }

    private bool IsUseless(BlockHeader header, HeaderEntry parent) =>
        parent.ChainWork + ChainWork.Of(header) <= tree.Tip.ChainWork || parent.Height + 1 > tree.Tip.Height + MostAheadUnrequested;

    private void WaitFor(BlockHash parent, BlockHash child)
    {
        if (!_waiting.TryGetValue(parent, out var children)) _waiting.Add(parent, children = []);
        children.Add(child);
    }

    private uint Now() => (uint)Math.Clamp(time.GetUtcNow().ToUnixTimeSeconds(), 0, uint.MaxValue);
}
