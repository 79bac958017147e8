using Flux.Chain.Import;
using Flux.Chain.Indexes;
using Flux.Chain.Selection;
using Flux.Chain.Store;
using Microsoft.Extensions.Logging;

namespace Flux.Chain.Writer;

/// <summary>The parts of one open chain, wired to each other.</summary>
internal sealed class ChainParts
{
    /// <summary>Wires the parts; <paramref name="observer"/> hears what selection does.</summary>
    public ChainParts(ChainOptions options, ChainStore store, HeaderTree tree, IChainObserver observer, TimeProvider time, ILogger log)
    {
        (Store, Tree) = (store, tree);
        var candidates = new CandidateSet();
        var judge = new SafeJudge(log);
        Checks = new CheckRunner(options.CheckThreads);
        State = new ChainState(options.Network, store, tree, Checks, Signatures, judge, Index(options, store));
        Preparer = new BlockPreparer(options.Network, judge);
        Intake = new BlockIntake(options.Network, store, tree, candidates, judge, Preparer, time);
        Intake.Restore(tree.Recent);
        Selector = new ChainSelector(tree, State, candidates, Intake, observer);
    }

    public ChainStore Store { get; }

    public HeaderTree Tree { get; }

    public CheckRunner Checks { get; }

    public SignatureCache Signatures { get; } = new();

    public ChainState State { get; }

    public BlockPreparer Preparer { get; }

    public BlockIntake Intake { get; }

    public ChainSelector Selector { get; }

    private static BlockIndexes Index(ChainOptions options, ChainStore store)
    {
        var indexes = new List<IBlockIndex>();
        if (store.Indexes.Transactions is { } transactions) indexes.Add(new TransactionIndex(transactions));
        if (store.Indexes.Spent is { } spent) indexes.Add(new SpentIndex(spent));
        if (store.Indexes.Addresses is { } addresses) indexes.Add(new AddressIndexer(addresses, new OutputOwner(options.Network)));
        if (store.Indexes.Times is { } times) indexes.Add(new TimestampIndex(times, store.Database));
        return new BlockIndexes(indexes);
    }
}
