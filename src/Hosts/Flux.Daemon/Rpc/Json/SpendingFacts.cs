using Flux.Chain.Indexes;
using Flux.Consensus.Blocks;
using Flux.Daemon.Node;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Json;

/// <summary>
/// What the spent index adds to a verbose transaction (chain reference §12.4): what each input spends, once the chain or the pool knows
/// that spend, and who spent each output. Without the index there is nothing to add.
/// </summary>
/// <param name="Inputs">The spent output of each input, or null.</param>
/// <param name="Outputs">The spender of each output, or null.</param>
internal sealed record SpendingFacts(IReadOnlyList<TxOutput?> Inputs, IReadOnlyList<SpentOutput?> Outputs)
{
    /// <summary>Height of a spend that waits in the pool.</summary>
    private const int WaitingHeight = -1;

    /// <summary>Looks up one transaction.</summary>
    public static async Task<SpendingFacts?> OfAsync(FluxdNode node, Transaction tx, CancellationToken cancellation)
    {
        if (!node.Chain.Options.SpentIndex || tx.IsFluxNode) return null;
        var inputs = new TxOutput?[tx.Inputs.Length];
        if (!tx.IsCoinbase)
        {
            var known = await SpendersAsync(node, [.. tx.Inputs.Select(input => input.PreviousOutput)], cancellation).ConfigureAwait(false);
            for (var i = 0; i < inputs.Length; i++)
            {
                if (known[i] is not null) inputs[i] = await OutputAsync(node, tx.Inputs[i].PreviousOutput, cancellation).ConfigureAwait(false);
            }
        }
        return new SpendingFacts(inputs, await SpendersAsync(node, OutPointsOf(tx), cancellation).ConfigureAwait(false));
    }

    /// <summary>Looks up the transactions of a connected block at once; what they spent is in its undo.</summary>
    public static async Task<IReadOnlyList<SpendingFacts?>> OfBlockAsync(FluxdNode node, Block block, BlockUndo? undo, CancellationToken cancellation)
    {
        if (!node.Chain.Options.SpentIndex || undo is null) return new SpendingFacts?[block.Transactions.Length];
        var spenders = await SpendersAsync(node, [.. block.Transactions.SelectMany(OutPointsOf)], cancellation).ConfigureAwait(false);
        var facts = new SpendingFacts?[block.Transactions.Length];
        var (spent, made) = (0, 0);
        for (var i = 0; i < facts.Length; i++)
        {
            var tx = block.Transactions[i];
            var inputs = new TxOutput?[tx.Inputs.Length];
            if (!tx.IsCoinbase) for (var j = 0; j < inputs.Length; j++) inputs[j] = undo.Spent[spent++].Output;
            facts[i] = new SpendingFacts(inputs, spenders[made..(made + tx.Outputs.Length)]);
            made += tx.Outputs.Length;
        }
        return facts;
    }

    private static OutPoint[] OutPointsOf(Transaction tx)
    {
        var made = new OutPoint[tx.Outputs.Length];
        for (var i = 0; i < made.Length; i++) made[i] = new OutPoint(tx.Id, (uint)i);
        return made;
    }

    private static async Task<SpentOutput?[]> SpendersAsync(FluxdNode node, OutPoint[] outPoints, CancellationToken cancellation)
    {
        var found = await node.Chain.FindSpendersAsync(outPoints, cancellation).ConfigureAwait(false);
        if (node.Chain.Mempool.Snapshot.Entries.IsEmpty) return found;
        for (var i = 0; i < found.Length; i++) found[i] ??= Waiting(node, outPoints[i]);
        return found;
    }

    private static SpentOutput? Waiting(FluxdNode node, OutPoint outPoint)
    {
        if (node.Chain.Mempool.SpenderOf(outPoint) is not { } entry) return null;
        var index = entry.Transaction.Inputs.ToList().FindIndex(input => input.PreviousOutput == outPoint);
        return new SpentOutput(entry.Id, index, WaitingHeight);
    }

    private static async Task<TxOutput?> OutputAsync(FluxdNode node, OutPoint outPoint, CancellationToken cancellation)
    {
        var found = await node.Chain.FindTransactionAsync(outPoint.Transaction, cancellation).ConfigureAwait(false);
        return found is not null && outPoint.Index < found.Transaction.Outputs.Length ? found.Transaction.Outputs[(int)outPoint.Index] : null;
    }
}
