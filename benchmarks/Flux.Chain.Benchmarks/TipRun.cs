using System.Collections.Immutable;
using System.Diagnostics;
using Flux.Chain.Mempool;
using Flux.Chain.Templates;
using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.Primitives.Wire;
using Flux.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Chain.Benchmarks;

/// <summary>
/// How long a block takes from its bytes until it is the tip, when its 2,000 transactions waited in the mempool; and how long a branch of 40
/// blocks takes to replace another, when its signatures are new and when they were checked before.
/// </summary>
internal static class TipRun
{
    private const int PaymentsPerBlock = 2_000;
    private const int ReorganisedBlocks = 40;
    private const int ReorganisedPayments = 50;
    private const long Fee = 10_000;

    private static readonly TestKey Owner = TestKey.Of("owner");

    private static Network Network { get; } = TestNetworks.WithoutWork(NetworkCatalog.Local(TestNetworks.GenesisTime));

    public static async Task<int> RunAsync(int rounds)
    {
        var directory = Directory.CreateTempSubdirectory("flux-tip-");
        try
        {
            var options = new ChainOptions { DataDirectory = directory.FullName, Network = Network, Pool = new PoolOptions { MostRelatives = 100 } };
            await using var node = await ChainNode.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
            var coins = await FundAsync(node);
            await BlocksAsync(node, coins, rounds);
            await ReorganisationAsync(node, coins);
            return 0;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task BlocksAsync(ChainNode node, List<(OutPoint OutPoint, TxOutput Output)> coins, int rounds)
    {
        var figures = new Figures($"block of {PaymentsPerBlock} transactions from the mempool, bytes to tip");
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < PaymentsPerBlock; i++)
            {
                var payment = Payment(coins, i);
                var result = await node.SubmitTransactionAsync(payment, TransactionOrigin.Peer, allowAbsurdFee: true, CancellationToken.None);
                if (!result.IsInPool) throw new InvalidDataException($"A payment was refused: {result.Kind} {result.Verdict}");
                coins[i] = (new OutPoint(payment.Id, 0), payment.Outputs[0]);
            }
            var template = await node.BuildTemplateAsync(Owner.Script, new TemplateOptions(), CancellationToken.None);
            if (template.Block.Transactions.Length != PaymentsPerBlock + 1) throw new InvalidDataException($"The template has {template.Block.Transactions.Length} transactions.");
            var bytes = template.Block.ToBytes();
            var watch = Stopwatch.StartNew();
            if (!BlockCodec.TryParse(bytes, out var block, out var error)) throw new InvalidDataException(error);
            await AcceptAsync(node, block);
            // The first ones warm up.
            if (round >= 5) figures.Add(watch.Elapsed);
        }
        figures.Print();
    }

    private static async Task ReorganisationAsync(ChainNode node, List<(OutPoint OutPoint, TxOutput Output)> coins)
    {
        var fork = node.Snapshot.Tip.Hash;
        var (first, ours) = (coins.Take(ReorganisedPayments).ToList(), coins.Skip(ReorganisedPayments).Take(ReorganisedPayments).ToList());
        var left = await BranchAsync(node, first, ReorganisedBlocks + 1);
        await node.InvalidateAsync(left[0].Hash, CancellationToken.None);
        if (node.Snapshot.Tip.Hash != fork) throw new InvalidDataException("The branch was not left.");
        var right = await BranchAsync(node, ours, ReorganisedBlocks);
        await node.ReconsiderAsync(left[0].Hash, CancellationToken.None);
        if (node.Snapshot.Tip.Hash != left[^1].Hash) throw new InvalidDataException("The longer branch did not come back.");
        var back = new Figures($"reorganisation of {ReorganisedBlocks} blocks of {ReorganisedPayments} payments to a branch of {ReorganisedBlocks + 1}, signatures known");
        for (var i = 0; i < 20; i++)
        {
            await node.InvalidateAsync(left[0].Hash, CancellationToken.None);
            if (node.Snapshot.Tip.Hash != right[^1].Hash) throw new InvalidDataException("The other branch did not take over.");
            var watch = Stopwatch.StartNew();
            await node.ReconsiderAsync(left[0].Hash, CancellationToken.None);
            back.Add(watch.Elapsed);
        }
        back.Print();
        await FreshReorganisationAsync(node, fork, left, right);
    }

    /// <summary>The same branches fed to nodes that have not seen them: the last block of the longer branch sets it off.</summary>
    private static async Task FreshReorganisationAsync(ChainNode node, BlockHash fork, Block[] left, Block[] right)
    {
        var fresh = new Figures($"reorganisation of {ReorganisedBlocks} blocks of {ReorganisedPayments} payments to a branch of {ReorganisedBlocks + 1}, signatures new");
        var common = new List<Block>();
        for (var height = 1; height <= node.FindHeader(fork)!.Height; height++) common.Add(node.ReadBlock(node.HeaderAt(height)!.Hash)!);
        for (var i = 0; i < 3; i++)
        {
            var directory = Directory.CreateTempSubdirectory("flux-reorg-");
            await using (var other = await ChainNode.OpenAsync(new ChainOptions { DataDirectory = directory.FullName, Network = Network }, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None))
            {
                foreach (var block in common.Concat(right).Concat(left[..^1])) await other.SubmitBlockAsync(block, requested: true, CancellationToken.None);
                if (other.Snapshot.Tip.Hash != right[^1].Hash) throw new InvalidDataException("The first branch is not the tip.");
                var watch = Stopwatch.StartNew();
                await other.SubmitBlockAsync(left[^1], requested: true, CancellationToken.None);
                fresh.Add(watch.Elapsed);
                if (other.Snapshot.Tip.Hash != left[^1].Hash) throw new InvalidDataException("The longer branch did not take over.");
            }
            directory.Delete(recursive: true);
        }
        fresh.Print();
    }

    private static async Task<Block[]> BranchAsync(ChainNode node, List<(OutPoint OutPoint, TxOutput Output)> coins, int length)
    {
        var blocks = new Block[length];
        for (var i = 0; i < length; i++)
        {
            var payments = new List<Transaction>();
            for (var k = 0; k < coins.Count; k++)
            {
                payments.Add(Payment(coins, k));
                coins[k] = (new OutPoint(payments[k].Id, 0), payments[k].Outputs[0]);
            }
            blocks[i] = await MineAsync(node, [.. payments]);
        }
        return blocks;
    }

    /// <summary>Coins enough for every payment of a block.</summary>
    private static async Task<List<(OutPoint OutPoint, TxOutput Output)>> FundAsync(ChainNode node)
    {
        var first = await MineAsync(node, []);
        for (var i = 0; i < Network.Coinbase.Maturity; i++) await MineAsync(node, []);
        var coinbase = first.Transactions[0];
        var each = (coinbase.Outputs[0].Value.Satoshis - 1_000_000) / PaymentsPerBlock;
        var fan = TestTransactions.Pay(
            [(new OutPoint(coinbase.Id, 0), coinbase.Outputs[0])], [Owner],
            [.. Enumerable.Range(0, PaymentsPerBlock).Select(_ => new TxOutput(new Amount(each), Owner.Script))]);
        await MineAsync(node, [fan]);
        return [.. fan.Outputs.Select((output, i) => (new OutPoint(fan.Id, (uint)i), output))];
    }

    private static Transaction Payment(List<(OutPoint OutPoint, TxOutput Output)> coins, int index) =>
        TestTransactions.Pay([coins[index]], [Owner], [new TxOutput(coins[index].Output.Value - new Amount(Fee), Owner.Script)]);

    /// <summary>A block with exactly these transactions; their fees are given up.</summary>
    private static async Task<Block> MineAsync(ChainNode node, ImmutableArray<Transaction> transactions)
    {
        var template = (await node.BuildTemplateAsync(Owner.Script, new TemplateOptions { MostBytes = 2_000 }, CancellationToken.None)).Block;
        var all = transactions.Insert(0, template.Transactions[0]);
        var block = new Block(template.Header with { MerkleRoot = BlockDraft.MerkleRootOf(all) }, all);
        await AcceptAsync(node, block);
        return block;
    }

    private static async Task AcceptAsync(ChainNode node, Block block)
    {
        var result = await node.SubmitBlockAsync(block, requested: true, CancellationToken.None);
        if (!result.IsConnected) throw new InvalidDataException($"A block was refused: {result.Kind} {result.Verdict}");
    }
}
