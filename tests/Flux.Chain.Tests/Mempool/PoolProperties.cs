using CsCheck;
using Flux.Chain.Mempool;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests.Mempool;

/// <summary>
/// A busy chain whose transactions all pass through the pool first, with reorganisations: at every moment the pool holds nothing that the
/// chain or itself contradicts, and all of it makes a valid block.
/// </summary>
public sealed class PoolProperties
{
    private static readonly Gen<int[]> Steps = Gen.Int[0, 599].Array[30, 80];

    [Fact]
    public void Whatever_waits_makes_a_valid_block() =>
        Steps.Sample(steps => LivesAsync(steps).GetAwaiter().GetResult(), iter: 20, threads: 1);

    private static async Task LivesAsync(int[] steps)
    {
        using var directory = new TemporaryDirectory();
        var clock = new StandingClock(DateTimeOffset.FromUnixTimeSeconds(TestNetworks.GenesisTime));
        await using var node = await TestNode.OpenAsync(TestNode.Options(directory.Path) with { FlushInterval = TimeSpan.FromHours(1) }, clock);
        foreach (var block in BlocksOf(steps))
        {
            clock.Now = DateTimeOffset.FromUnixTimeSeconds(block.Header.Time);
            foreach (var transaction in block.Transactions.Skip(1))
                await node.SubmitTransactionAsync(transaction, TransactionOrigin.Own, allowAbsurdFee: true, TestContext.Current.CancellationToken);
            await ShouldMakeAValidBlockAsync(node);
            await node.SubmitAsync(block);
            await ShouldMakeAValidBlockAsync(node);
        }
    }

    private static async Task ShouldMakeAValidBlockAsync(ChainNode node)
    {
        var pool = node.Mempool.Snapshot;
        var spent = new HashSet<OutPoint>();
        foreach (var input in pool.Entries.SelectMany(entry => entry.Transaction.Inputs))
        {
            spent.Add(input.PreviousOutput).ShouldBeTrue($"{input.PreviousOutput} is spent twice in the pool");
        }
        var template = await node.BuildTemplateAsync(TestKey.Of("miner").Script, new(), TestContext.Current.CancellationToken);
        template.Transactions.Length.ShouldBe(pool.Entries.Length);
        (await node.TestBlockAsync(template.Block, TestContext.Current.CancellationToken)).ToString().ShouldBe("ok");
    }

    private static List<Block> BlocksOf(int[] steps)
    {
        var blocks = new List<Block>();
        var scenario = new RandomScenario { AfterEach = chain => blocks.AddRange(chain.Blocks.Take(1)) };
        scenario.Run(steps);
        return blocks;
    }
}
