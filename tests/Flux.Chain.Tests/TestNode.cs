using Flux.Chain.Mempool;
using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Chain.Tests;

/// <summary>Opens chains for tests and feeds them.</summary>
internal static class TestNode
{
    public static ChainOptions Options(string directory, Network? network = null) => new()
    {
        DataDirectory = directory,
        Network = network ?? TestNetworks.Quick,
        CacheMiB = 8,
        TransactionIndex = true,
        AddressIndex = true,
        SpentIndex = true,
        CheckThreads = 2,
    };

    public static Task<ChainNode> OpenAsync(string directory, Network? network = null) => OpenAsync(Options(directory, network));

    public static Task<ChainNode> OpenAsync(ChainOptions options, TimeProvider? time = null) =>
        ChainNode.OpenAsync(options, time ?? TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);

    public static Task<SubmitResult> SubmitAsync(this ChainNode node, Block block) => node.SubmitBlockAsync(block, requested: true, TestContext.Current.CancellationToken);

    /// <summary>Submits blocks that must all be accepted, or be known already.</summary>
    public static async Task SubmitAllAsync(this ChainNode node, IEnumerable<Block> blocks)
    {
        foreach (var block in blocks)
        {
            var result = await node.SubmitAsync(block);
            result.Kind.ShouldBeOneOf([SubmitKind.Accepted, SubmitKind.Duplicate], $"height {result.Entry?.Height}: {result.Verdict}");
        }
    }

    /// <summary>Makes the headers of blocks known, parents first.</summary>
    public static async Task SubmitHeadersAsync(this ChainNode node, IReadOnlyCollection<Block> blocks)
    {
        var open = blocks.ToLookup(block => block.Header.Previous);
        var parents = new Queue<BlockHash>([node.Options.Network.Genesis.Hash]);
        while (parents.TryDequeue(out var parent))
        {
            foreach (var child in open[parent])
            {
                (await node.SubmitHeadersAsync([child.Header], TestContext.Current.CancellationToken)).Verdict.IsOk.ShouldBeTrue();
                parents.Enqueue(child.Hash);
            }
        }
    }

    public static Task<PoolResult> SubmitAsync(this ChainNode node, Transaction transaction, TransactionOrigin origin = TransactionOrigin.Peer) =>
        node.SubmitTransactionAsync(transaction, origin, TestContext.Current.CancellationToken);

    public static Task<ChainTotals> CountAsync(this ChainNode node) => node.TotalsAsync(TestContext.Current.CancellationToken);

    /// <summary>Blocks of a scenario, lowest first.</summary>
    public static Block[] BlocksOf(ScenarioChain chain) => [.. chain.Blocks.Reverse()];

    /// <summary>Main-chain blocks of a node, block 1 first.</summary>
    public static IEnumerable<Block> MainChain(ChainNode node)
    {
        for (var height = 1; node.HeaderAt(height) is { } entry; height++) yield return node.ReadBlock(entry.Hash)!;
    }
}
