using Flux.P2P.Tests.Support;
using Flux.P2P.Wire;
using Flux.Primitives;

namespace Flux.P2P.Tests.Sync;

/// <summary>Headers of branches with less work than ours: cheap to make where the easiest target is easy, and a peer may have any number of them.</summary>
public sealed class WeakHeadersTests
{
    [Fact]
    public async Task A_branch_from_genesis_with_less_work_is_followed_by_its_end_and_by_what_is_shared_with_ours()
    {
        await using var node = await StartAsync(400);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SettleAsync();
        var weak = TestBlocks.Chain(TestBlocks.Genesis, HeadersMessage.Limit);
        await peer.SendAsync(HeadersOf(weak));

        var asked = (await peer.ExpectAsync<GetHeadersMessage>()).Locator.Hashes;
        asked[0].ShouldBe(weak[^1].Hash.Value);
        asked[1].ShouldBe(node.Chain.Tip.Value, "not the way back through the weak branch");
        asked[^1].ShouldBe(TestBlocks.Genesis.Hash.Value);
    }

    [Fact]
    public async Task A_branch_from_genesis_that_has_more_work_in_the_end_wins()
    {
        await using var node = await StartAsync(400);
        await using var other = await StartAsync(1_500);
        await node.ConnectToAsync(other);

        await Eventually.BecomesTrueAsync(() => node.Chain.Tip == other.Chain.Tip, "on the branch with more work");
        (await node.Network.PeersAsync()).ShouldHaveSingleItem().BanScore.ShouldBe(0);
    }

    [Fact]
    public async Task A_peer_that_brings_more_weak_headers_than_any_branch_has_is_dropped()
    {
        const int TipHeight = 30;
        const int Allowed = (2 * TipHeight) + 1_000;
        await using var node = await StartAsync(TipHeight);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await using var honest = await ScriptedPeer.ReadyAsync(node);
        for (var sent = TipHeight; sent <= Allowed; sent += TipHeight) await peer.SendAsync(HeadersOf(TestBlocks.Chain(TestBlocks.Genesis, TipHeight)));
        await peer.SettleAsync();
        (await node.Network.PeersAsync())[0].BanScore.ShouldBe(0, "as many as a branch may have");

        await peer.SendAsync(HeadersOf(TestBlocks.Chain(TestBlocks.Genesis, TipHeight)));
        await peer.ExpectEndAsync();
        await honest.SettleAsync();
    }

    [Fact]
    public async Task Weak_headers_that_are_known_already_and_those_before_a_better_one_are_not_counted()
    {
        const int TipHeight = 30;
        await using var node = await StartAsync(TipHeight);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        var known = HeadersOf(TestBlocks.Chain(TestBlocks.Genesis, TipHeight));
        for (var i = 0; i < 50; i++) await peer.SendAsync(known);
        for (var i = 0; i < 50; i++)
        {
            var better = TestBlocks.Chain(TestBlocks.Genesis, TipHeight + 1);
            await peer.SendAsync(HeadersOf(better.Take(TipHeight)));
            await peer.SendAsync(HeadersOf(better.Skip(TipHeight)));
        }

        await peer.SettleAsync();
        (await node.Network.PeersAsync()).ShouldHaveSingleItem().BanScore.ShouldBe(0);
    }

    private static HeadersMessage HeadersOf(IEnumerable<Block> blocks) => new([.. blocks.Select(block => block.Header)]);

    /// <summary>A node with a chain of its own, whose clock stands still.</summary>
    private static Task<TestNode> StartAsync(int height)
    {
        var chain = new MemoryChain();
        chain.Add(TestBlocks.Chain(TestBlocks.Genesis, height));
        return TestNode.StartAsync(chain, time: new ManualTime());
    }
}
