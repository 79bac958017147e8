namespace Flux.Functional.Tests.Peers;

/// <summary>Real daemons on links that break: whatever happened in between, all have the chain with most work when the links are whole again.</summary>
public sealed class PartitionTests
{
    /// <summary>More than 40: the existing network would never follow so deep a branch, own networks have no such limit.</summary>
    private const int DeeperThanFluxdWouldGo = 45;

    [Fact]
    public async Task Halves_that_each_mined_more_than_40_blocks_converge()
    {
        var obstacle = NamespaceNetwork.Obstacle();
        Assert.SkipWhen(obstacle is not null, obstacle ?? "");
        await using var network = await NamespaceNetwork.StartAsync(4);
        await NamespaceNetwork.MineAsync(network.Nodes[0], 5);
        await network.AgreeAsync();

        network.Part(first: 2);
        await NamespaceNetwork.MineAsync(network.Nodes[0], DeeperThanFluxdWouldGo);
        await NamespaceNetwork.MineAsync(network.Nodes[3], DeeperThanFluxdWouldGo + 5);
        (await NamespaceNetwork.TipAsync(network.Nodes[0])).ShouldNotBe(await NamespaceNetwork.TipAsync(network.Nodes[3]));
        network.Heal();
        await NamespaceNetwork.MineAsync(network.Nodes[2], 1);

        await network.AgreeAsync();
        (await NamespaceNetwork.HeightAsync(network.Nodes[0])).ShouldBe(5 + DeeperThanFluxdWouldGo + 6, "the longer half won");
    }

    [Fact]
    public async Task Lines_of_300_ms_only_delay()
    {
        var obstacle = NamespaceNetwork.Obstacle();
        Assert.SkipWhen(obstacle is not null, obstacle ?? "");
        await using var network = await NamespaceNetwork.StartAsync(4, delay: TimeSpan.FromMilliseconds(300));
        await NamespaceNetwork.MineAsync(network.Nodes[0], 5);
        await network.AgreeAsync();

        // Two mine at once, and neither hears of the other's blocks before its own are longer: branches, which have to be resolved.
        await Task.WhenAll(NamespaceNetwork.MineAsync(network.Nodes[0], 10), NamespaceNetwork.MineAsync(network.Nodes[3], 14));
        await network.AgreeAsync();
        (await NamespaceNetwork.HeightAsync(network.Nodes[1])).ShouldBeGreaterThanOrEqualTo(15);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task A_dead_link_loss_and_a_narrow_line_only_delay()
    {
        var obstacle = NamespaceNetwork.Obstacle();
        Assert.SkipWhen(obstacle is not null, obstacle ?? "");
        await using var network = await NamespaceNetwork.StartAsync(4);
        network.SetLink(3, up: false);
        await NamespaceNetwork.MineAsync(network.Nodes[0], 60);
        network.SetLink(3, up: true);
        await network.AgreeAsync();

        network.Lose(1, 0.15);
        network.Narrow(2, "256kbit");
        for (var i = 0; i < 5; i++) await NamespaceNetwork.MineAsync(network.Nodes[i % 4], 10);
        await network.AgreeAsync();
        // Each may have mined before it heard of the others' blocks, so not all count.
        (await NamespaceNetwork.HeightAsync(network.Nodes[1])).ShouldBeGreaterThanOrEqualTo(70);
    }
}
