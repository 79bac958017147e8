using Flux.Primitives;

namespace Flux.P2P;

/// <summary>
/// What the peer network needs of the chain; the host adapts its chain to it. Every member is safe to call from many threads at
/// once. Reading members answer from a snapshot, quickly and without waiting for the writer.
/// </summary>
public interface IChainPort
{
    /// <summary>Tip, best header and whether the initial download still runs, as one consistent snapshot.</summary>
    ChainView View { get; }

    /// <summary>What is known of a header, or null.</summary>
    HeaderFacts? Find(BlockHash hash);

    /// <summary>
    /// Hashes that describe the branch ending in the known header <paramref name="from"/>: the last 12, then doubling steps, then
    /// genesis.
    /// </summary>
    IReadOnlyList<BlockHash> Locator(BlockHash from);

    /// <summary>
    /// Headers of the active chain after the first locator entry that lies on it (after genesis when none does), up to and including
    /// <paramref name="stop"/>, at most <paramref name="max"/>. An empty locator asks for the header <paramref name="stop"/> alone.
    /// </summary>
    IReadOnlyList<BlockHeader> HeadersAfter(IReadOnlyList<BlockHash> locator, BlockHash stop, int max);

    /// <summary>Hash of the ancestor of <paramref name="descendant"/> at <paramref name="height"/>; itself at its own height; null when either is unknown.</summary>
    BlockHash? Ancestor(BlockHash descendant, int height);

    /// <summary>
    /// The next blocks to fetch: on the branch that ends in the best header, those whose body is not stored, lowest first,
    /// at most <paramref name="max"/>.
    /// </summary>
    IReadOnlyList<WantedBlock> MissingBlocks(int max);

    /// <summary>The stored block as on the wire, or null when its body is not here.</summary>
    ReadOnlyMemory<byte>? ReadBlockBytes(BlockHash hash);

    /// <summary>Judges headers that follow one another and adds the good ones up to the first bad one.</summary>
    Task<HeadersOutcome> SubmitHeadersAsync(IReadOnlyList<BlockHeader> headers, CancellationToken cancellationToken);

    /// <summary>
    /// Judges a block. A body whose header is known but whose ancestors' bodies are missing is stored and connected later.
    /// <paramref name="requested"/> says that we asked for it; others may be ignored when they cannot matter (chain reference §10.1).
    /// </summary>
    Task<BlockOutcome> SubmitBlockAsync(Block block, bool requested, CancellationToken cancellationToken);
}
