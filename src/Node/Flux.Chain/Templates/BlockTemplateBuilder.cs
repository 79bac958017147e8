using System.Collections.Immutable;
using Flux.Chain.Mempool;
using Flux.Chain.Selection;
using Flux.Chain.Writer;
using Flux.Consensus.Networks;
using Flux.Consensus.Shielded;
using Flux.Consensus.Subsidy;
using Flux.Consensus.Work;
using Flux.Crypto.Hashing;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Chain.Templates;

/// <summary>
/// Makes a valid block on the tip that lacks only its proof of work. For the writer, so that tip, coins and pool belong together.
/// </summary>
internal sealed class BlockTemplateBuilder(Network network, ChainParts parts, TransactionPool pool, TimeProvider time)
{
    private const int BlockVersion = 4;
    private const int MostExtraBytes = 80;

    /// <summary>The best template; when a rule objects to the selection, which would be a bug, one without transactions.</summary>
    public BlockTemplate Build(Script minerScript, TemplateOptions options)
    {
        var snapshot = pool.Snapshot;
        var selector = new PackageSelector(network, parts.State.Ledger.Height + 1, parts.Store.Coins, options);
        var template = Assemble(selector.Select(snapshot), minerScript, options, snapshot.Version);
        return template.Transactions.IsEmpty || parts.State.TryConnect(template.Block, runScripts: false).IsOk
            ? template
            : Assemble([], minerScript, options, snapshot.Version);
    }

    private BlockTemplate Assemble(ImmutableArray<TemplateTransaction> chosen, Script minerScript, TemplateOptions options, long version)
    {
        var tip = parts.Tree.Tip;
        var plan = CoinbaseRules.Plan(network, parts.State.Ledger, parts.Store.Coins);
        var fees = new Amount(chosen.Sum(entry => entry.Fee.Satoshis));
        var times = new TemplateTime(network, parts.Tree.BranchOf(tip));
        var coinbase = Coinbase(plan, fees, minerScript, options.CoinbaseExtra);
        ImmutableArray<Transaction> transactions = [coinbase, .. chosen.Select(entry => entry.Transaction)];
        var header = Header(tip, transactions, times.Choose(time.GetUtcNow(), options.Time));
        return new BlockTemplate
        {
            Block = new Block(header, transactions),
            Parent = tip,
            Height = plan.Height,
            Target = CompactTarget.Decode(header.Bits),
            MinimumTime = times.Minimum,
            Fees = fees,
            Transactions = chosen,
            Plan = plan,
            PoolVersion = version,
        };
    }

    private BlockHeader Header(HeaderEntry tip, ImmutableArray<Transaction> transactions, uint blockTime) => new()
    {
        Version = BlockVersion,
        Previous = tip.Hash,
        MerkleRoot = MerkleRoot(transactions),
        StateRoot = network.StateRoot == StateRootRule.NodeRecords
            ? parts.State.Ledger.Nodes.Root
            : transactions.Aggregate(parts.State.Ledger.Sapling, ShieldedNotes.AddSapling).Root,
        Time = blockTime,
        Bits = DifficultyRules.RequiredBits(network, parts.Tree.BranchOf(tip), blockTime),
    };

    private Transaction Coinbase(CoinbasePlan plan, Amount fees, Script minerScript, ReadOnlyMemory<byte> extra)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(extra.Length, MostExtraBytes, nameof(extra));
        // Before version 4 transactions existed, the oldest form.
        var sapling = network.Upgrades.Acadia.IsActiveAt(plan.Height);
        return new Transaction
        {
            Version = sapling ? 4 : 1,
            Overwintered = sapling,
            VersionGroup = sapling ? Transaction.SaplingGroup : 0,
            Inputs = [new TxInput(OutPoint.Null, CoinbaseScript(plan.Height, extra.Span), TxInput.FinalSequence)],
            Outputs = [new TxOutput(plan.MinerShare + fees, minerScript), .. plan.RequiredOutputs],
        };
    }

    private Script CoinbaseScript(int height, ReadOnlySpan<byte> extra)
    {
        var prefix = CoinbaseRules.ScriptPrefix(network, height).Bytes;
        // An empty push stands where others have their extra nonce, as in fluxd's templates; the script so has its least two bytes, too.
        return new Script(extra.IsEmpty ? [.. prefix, 0] : [.. prefix, .. extra]);
    }

    private static Hash256 MerkleRoot(ImmutableArray<Transaction> transactions)
    {
        var leaves = new byte[transactions.Length * Hash256.Size];
        for (var i = 0; i < transactions.Length; i++) transactions[i].Id.Value.Bytes.CopyTo(leaves.AsSpan(i * Hash256.Size));
        Span<byte> root = stackalloc byte[Hash256.Size];
        MerkleTree.Root(leaves, root, out _);
        return new Hash256(root);
    }
}
