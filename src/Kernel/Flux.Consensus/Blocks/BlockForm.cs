using Flux.Consensus.Headers;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Scripts;
using Flux.Consensus.Subsidy;
using Flux.Consensus.Transactions;
using Flux.Crypto.Hashing;
using Flux.Primitives;

namespace Flux.Consensus.Blocks;

/// <summary>Block rules that need no coins and no node list (chain reference §3.2, §5.4).</summary>
internal static class BlockForm
{
    /// <summary>By itself, header apart.</summary>
    public static Verdict Check(Network network, Block block)
    {
        var verdict = CheckMerkleRoot(block);
        if (!verdict.IsOk) return verdict;
        if (block.Transactions.IsEmpty || SizeOf(block) > network.MaxBlockBytes) return Verdict.Fail(RejectTable.BadBlockLength);
        if (!block.Transactions[0].IsCoinbase) return Verdict.Fail(RejectTable.CoinbaseMissing);
        if (block.Transactions.Skip(1).Any(transaction => transaction.IsCoinbase)) return Verdict.Fail(RejectTable.CoinbaseMultiple);
        if (HasSameCollateralTwice(block)) return Verdict.Fail(RejectTable.FluxNodeMultiple);
        var sigOps = 0;
        foreach (var transaction in block.Transactions)
        {
            verdict = TransactionRules.Check(network, transaction);
            if (!verdict.IsOk) return verdict;
            sigOps += SigOps.Legacy(transaction);
        }
        return sigOps > network.MaxBlockSigOps ? Verdict.Fail(RejectTable.BadBlockSigOps) : Verdict.Ok;
    }

    /// <summary>After its ancestors, header apart.</summary>
    public static Verdict CheckContext(Network network, Block block, IAncestry parent)
    {
        var height = parent.Height + 1;
        foreach (var transaction in block.Transactions)
        {
            var verdict = TransactionRules.CheckContext(network, transaction, height);
            if (!verdict.IsOk) return verdict;
            if (!TransactionRules.IsFinal(transaction, height, block.Header.Time)) return Verdict.Fail(RejectTable.BlockTransactionNotFinal);
        }
        return CheckCoinbase(network, block.Transactions[0], height);
    }

    private static Verdict CheckCoinbase(Network network, Transaction coinbase, int height)
    {
        var form = CheckCoinbaseScript(network, coinbase, height);
        return form.IsOk ? CheckFunding(network, coinbase, height) : form;
    }

    private static Verdict CheckCoinbaseScript(Network network, Transaction coinbase, int height)
    {
        if (height < network.Coinbase.HeightPushFrom) return Verdict.Ok;
        var script = coinbase.Inputs[0].ScriptSig.Bytes;
        if (!script.StartsWith(CoinbaseRules.HeightPush(height).Bytes)) return Verdict.Fail(RejectTable.CoinbaseHeight);
        return script.StartsWith(CoinbaseRules.ScriptPrefix(network, height).Bytes) ? Verdict.Ok : Verdict.Fail(RejectTable.CoinbaseGenesisTag);
    }

    private static Verdict CheckFunding(Network network, Transaction coinbase, int height)
    {
        foreach (var funding in network.Funding)
        {
            if (funding.Height == height && !coinbase.Outputs.Contains(funding.Output)) return Verdict.Fail(funding.Missing);
        }
        if (!network.Upgrades.Pon.IsActiveAt(height) || network.Pon is not { } pon) return Verdict.Ok;
        var least = network.Subsidy.At(height) - network.Subsidy.NodeShares(height, Amount.Zero).Sum;
        return coinbase.Outputs.Any(output => output.ScriptPubKey == pon.DeveloperScript && output.Value >= least)
            ? Verdict.Ok
            : Verdict.Fail(RejectTable.MissingDeveloperFunding);
    }

    private static Verdict CheckMerkleRoot(Block block)
    {
        var leaves = new byte[block.Transactions.Length * Hash256.Size];
        for (var i = 0; i < block.Transactions.Length; i++)
        {
            block.Transactions[i].Id.Value.Bytes.CopyTo(leaves.AsSpan(i * Hash256.Size));
        }
        Span<byte> root = stackalloc byte[Hash256.Size];
        MerkleTree.Root(leaves, root, out var mutated);
        if (new Hash256(root) != block.Header.MerkleRoot) return Verdict.Fail(RejectTable.BadMerkleRoot);
        return mutated ? Verdict.Fail(RejectTable.MutatedMerkleTree) : Verdict.Ok;
    }

    private static long SizeOf(Block block)
    {
        long size = CompactSizeOf(block.Transactions.Length) + HeaderRules.SizeOf(block.Header);
        foreach (var transaction in block.Transactions) size += transaction.Size;
        return size;
    }

    private static int CompactSizeOf(int value) => value < 0xfd ? 1 : value <= 0xffff ? 3 : 5;

    private static bool HasSameCollateralTwice(Block block)
    {
        var seen = new HashSet<OutPoint>();
        foreach (var transaction in block.Transactions)
        {
            if (transaction.FluxNode is { } payload && !seen.Add(payload.Collateral)) return true;
        }
        return false;
    }
}
