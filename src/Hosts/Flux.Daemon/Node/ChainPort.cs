using Flux.Chain;
using Flux.Chain.Selection;
using Flux.P2P;
using Flux.Primitives;

namespace Flux.Daemon.Node;

/// <summary>The chain as the peer network wants it.</summary>
internal sealed class ChainPort(ChainNode chain) : IChainPort
{
    public ChainView View
    {
        get
        {
            var snapshot = chain.Snapshot;
            return new ChainView(Facts(snapshot.Tip), Facts(snapshot.BestHeader), snapshot.IsInitialDownload) { WantsHistory = chain.SnapshotBase is { IsChecked: false } };
        }
    }

    public HeaderFacts? Find(BlockHash hash) => chain.FindHeader(hash) is { } entry ? Facts(entry) : null;

    public IReadOnlyList<BlockHash> Locator(BlockHash from) => chain.Locator(chain.FindHeader(from));

    public IReadOnlyList<BlockHeader> HeadersAfter(IReadOnlyList<BlockHash> locator, BlockHash stop, int max) => chain.HeadersAfter(locator, stop, max);

    public BlockHash? Ancestor(BlockHash descendant, int height) =>
        chain.FindHeader(descendant) is { } entry ? chain.Ancestor(entry, height)?.Hash : null;

    public IReadOnlyList<WantedBlock> MissingBlocks(int max) => [.. chain.MissingBlocks(max).Select(e => new WantedBlock(e.Hash, e.Height))];

    public ReadOnlyMemory<byte>? ReadBlockBytes(BlockHash hash) => chain.ReadBlockBytes(hash) is { } bytes ? bytes : null;

    public async Task<HeadersOutcome> SubmitHeadersAsync(IReadOnlyList<BlockHeader> headers, CancellationToken cancellationToken)
    {
        var result = await chain.SubmitHeadersAsync(headers, cancellationToken).ConfigureAwait(false);
        return new HeadersOutcome(result.Last is { } last ? Facts(last) : null, result.Added, result.Verdict, result.UnknownParent);
    }

    public async Task<BlockOutcome> SubmitBlockAsync(Block block, bool requested, CancellationToken cancellationToken)
    {
        var result = await chain.SubmitBlockAsync(block, requested, cancellationToken).ConfigureAwait(false);
        var kind = result.Kind switch
        {
            SubmitKind.Accepted => BlockOutcomeKind.Accepted,
            SubmitKind.Duplicate or SubmitKind.DuplicateInvalid => BlockOutcomeKind.Duplicate,
            SubmitKind.Orphan => BlockOutcomeKind.Orphan,
            SubmitKind.Ignored => BlockOutcomeKind.Ignored,
            _ => BlockOutcomeKind.Invalid,
        };
        return new BlockOutcome(kind, result.Verdict);
    }

    private static HeaderFacts Facts(HeaderEntry entry) => new(entry.Hash, entry.Previous, entry.Height, entry.Time)
    {
        ChainWork = entry.ChainWork,
        HasBlock = entry.HasBlock,
        IsInvalid = entry.IsInvalid,
        IsActive = entry.IsOnMainChain,
    };
}
