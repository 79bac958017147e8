using CsCheck;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests.Selection;

/// <summary>Whatever branches arrive in whatever order: the end is that of a fresh node that only ever saw the winning branch.</summary>
public sealed class ForkStormProperties
{
    private static readonly Gen<int[]> Steps = Gen.Int[0, 599].Array[20, 90];

    [Fact]
    public void A_storm_of_forks_ends_like_a_fresh_replay() =>
        Steps.Sample(steps => AgreesAsync(steps, shuffle: 0).GetAwaiter().GetResult(), iter: 25, threads: 1);

    [Fact]
    public void Blocks_in_any_order_end_like_a_fresh_replay() =>
        Gen.Select(Steps, Gen.Int[1, int.MaxValue]).Sample((steps, seed) => AgreesAsync(steps, seed).GetAwaiter().GetResult(), iter: 15, threads: 1);

    [Fact]
    public void A_storm_of_forks_needs_no_more_than_a_few_headers_in_memory() =>
        Steps.Sample(steps => AgreesAsync(steps, shuffle: 0, window: 3).GetAwaiter().GetResult(), iter: 15, threads: 1);

    private static async Task AgreesAsync(int[] steps, int shuffle, int? window = null)
    {
        using var directory = new TemporaryDirectory();
        var blocks = BlocksOf(steps);
        if (shuffle != 0) new Random(shuffle).Shuffle(blocks);
        ChainTotals stormed;
        Block[] winners;
        var options = TestNode.Options(directory.In("storm"));
        await using (var node = await TestNode.OpenAsync(window is { } headers ? options with { HeaderWindow = headers, FlushInterval = TimeSpan.Zero } : options))
        {
            if (shuffle != 0) await node.SubmitHeadersAsync(blocks);
            await node.SubmitAllAsync(blocks);
            stormed = await node.CountAsync();
            winners = [.. TestNode.MainChain(node)];
            winners.Length.ShouldBe(HeightOf(blocks));
        }
        stormed.AreConsistent.ShouldBeTrue();
        await using (var fresh = await TestNode.OpenAsync(directory.In("fresh")))
        {
            await fresh.SubmitAllAsync(winners);
            (await fresh.CountAsync()).ShouldBe(stormed);
        }
        StoredState.Of(directory.In("storm")).ShouldBe(StoredState.Of(directory.In("fresh")));
    }

    private static Block[] BlocksOf(int[] steps)
    {
        var blocks = new Dictionary<BlockHash, Block>();
        var scenario = new RandomScenario { AfterEach = chain => Note(chain, blocks) };
        scenario.Run(steps);
        return [.. blocks.Values];
    }

    private static void Note(ScenarioChain chain, Dictionary<BlockHash, Block> blocks)
    {
        if (chain.Height > 0) blocks.TryAdd(chain.State.Tip, chain.Blocks.First());
    }

    /// <summary>Length of the longest branch: every block has the same work.</summary>
    private static int HeightOf(Block[] blocks)
    {
        var byHash = blocks.ToDictionary(block => block.Hash);
        var heights = new Dictionary<BlockHash, int>();
        return blocks.Select(Height).DefaultIfEmpty(0).Max();

        int Height(Block block) => heights.TryGetValue(block.Hash, out var known) ? known
            : heights[block.Hash] = byHash.TryGetValue(block.Header.Previous, out var parent) ? Height(parent) + 1 : 1;
    }
}
