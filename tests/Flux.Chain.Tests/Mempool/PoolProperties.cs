using CsCheck;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests.Mempool;

/// <summary>
/// A node that is kept busy, with partial blocks and reorganisations: at every moment the pool holds nothing that the chain or itself
/// contradicts, and all of it makes a valid block.
/// </summary>
public sealed class PoolProperties
{
    private static readonly Gen<int[]> Steps = Gen.Int[0, 599].Array[60, 150];

    [Fact]
    public void Whatever_waits_makes_a_valid_block() =>
        Steps.Sample(steps => LivesAsync(steps).GetAwaiter().GetResult(), iter: 20, threads: 1);

    private static async Task LivesAsync(int[] steps)
    {
        using var directory = new TemporaryDirectory();
        var clock = new StandingClock(DateTimeOffset.FromUnixTimeSeconds(TestNetworks.GenesisTime + 1_000_000));
        await using var node = await TestNode.OpenAsync(TestNode.Options(directory.Path) with { FlushInterval = TimeSpan.FromHours(1) }, clock);
        var busy = new BusyNode(node, clock);
        for (var i = 0; i < 10; i++) await busy.MineAsync(4_000);
        foreach (var step in steps)
        {
            await busy.StepAsync(step);
            await ShouldMakeAValidBlockAsync(node);
        }
        (await node.CountAsync()).AreConsistent.ShouldBeTrue();
    }

    private static async Task ShouldMakeAValidBlockAsync(ChainNode node)
    {
        var pool = node.Mempool.Snapshot;
        var spent = new HashSet<OutPoint>();
        foreach (var input in pool.Entries.SelectMany(entry => entry.Transaction.Inputs))
        {
            spent.Add(input.PreviousOutput).ShouldBeTrue($"{input.PreviousOutput} is spent twice in the pool");
        }
        var template = await node.BuildTemplateAsync(TestKey.Of("busy 0").Script, new(), TestContext.Current.CancellationToken);
        template.Transactions.Length.ShouldBe(pool.Entries.Length);
        (await node.TestBlockAsync(template.Block, TestContext.Current.CancellationToken)).ToString().ShouldBe("ok");
    }
}
