using System.Collections.Immutable;
using Flux.P2P.Relay;
using Flux.P2P.Tests.Support;
using Flux.P2P.Wire;
using Flux.Primitives;

namespace Flux.P2P.Tests.Sync;

public sealed class CompactBlockTests
{
    private readonly Transaction _known = TestBlocks.Spend(MemoryPool.Mined);
    private readonly Transaction _unknown = TestBlocks.Spend(MemoryPool.Mined);

    [Fact]
    public async Task A_block_of_known_transactions_needs_no_further_message()
    {
        await using var node = await TestNode.StartAsync();
        node.Pool.AddOwn(_known);
        await using var peer = await QuietPeerAsync(node);
        var block = TestBlocks.With(TestBlocks.Genesis, _known);
        await peer.SendAsync(CompactBlocks.Of(block, 42));

        var answers = await peer.SettleAsync();
        node.Chain.Tip.ShouldBe(block.Hash);
        answers.Where(answer => answer is GetDataMessage or GetBlockTransactionsMessage).ShouldBeEmpty();
    }

    [Fact]
    public async Task Missing_transactions_are_asked_for_by_absolute_index()
    {
        await using var node = await TestNode.StartAsync();
        node.Pool.AddOwn(_known);
        await using var peer = await QuietPeerAsync(node);
        var other = TestBlocks.Spend(MemoryPool.Mined);
        var block = TestBlocks.With(TestBlocks.Genesis, _unknown, _known, other);
        await peer.SendAsync(CompactBlocks.Of(block, 42));

        var asked = await peer.ExpectAsync<GetBlockTransactionsMessage>();
        asked.Indices.ShouldBe([1, 3]);
        await peer.SendAsync(new BlockTransactionsMessage(block.Hash, [_unknown, other]));
        await Eventually.BecomesTrueAsync(() => node.Chain.Tip == block.Hash, "accepted");
    }

    [Fact]
    public async Task A_block_that_cannot_be_put_together_is_fetched_whole()
    {
        await using var node = await TestNode.StartAsync();
        await using var peer = await QuietPeerAsync(node);
        var block = TestBlocks.With(TestBlocks.Genesis, _unknown);
        await peer.SendAsync(CompactBlocks.Of(block, 42));
        await peer.ExpectAsync<GetBlockTransactionsMessage>();
        await peer.SendAsync(new BlockTransactionsMessage(block.Hash, [TestBlocks.Spend(MemoryPool.Mined)]));

        (await peer.ExpectAsync<GetDataMessage>()).Items.ShouldBe([InventoryItem.Of(block.Hash)]);
        await peer.SendAsync(new BlockMessage(block));
        await Eventually.BecomesTrueAsync(() => node.Chain.Tip == block.Hash, "accepted");
        (await node.Network.PeersAsync()).Single().BanScore.ShouldBe(0);
    }

    [Fact]
    public async Task Two_equal_short_ids_are_no_fault()
    {
        await using var node = await TestNode.StartAsync();
        node.Pool.AddOwn(_known);
        await using var peer = await QuietPeerAsync(node);
        var block = TestBlocks.With(TestBlocks.Genesis, _known, _unknown);
        var compact = CompactBlocks.Of(block, 42);
        await peer.SendAsync(compact with { ShortIds = [compact.ShortIds[0], compact.ShortIds[0]] });

        (await peer.ExpectAsync<GetBlockTransactionsMessage>()).Indices.ShouldBe([1, 2]);
        await peer.SendAsync(new BlockTransactionsMessage(block.Hash, [_known, _unknown]));
        await Eventually.BecomesTrueAsync(() => node.Chain.Tip == block.Hash, "accepted");
    }

    [Fact]
    public async Task A_sender_that_keeps_the_rest_to_itself_is_replaced()
    {
        var time = new ManualTime();
        await using var node = await TestNode.StartAsync(time: time);
        await using var peer = await QuietPeerAsync(node);
        await using var other = await QuietPeerAsync(node);
        var block = TestBlocks.With(TestBlocks.Genesis, _unknown);
        await peer.SendAsync(CompactBlocks.Of(block, 42));
        await peer.ExpectAsync<GetBlockTransactionsMessage>();
        await other.SendAsync(new HeadersMessage([block.Header]));
        await other.SettleAsync();
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await node.PassAsync(time, TimeSpan.FromSeconds(1));
                return (await other.SettleAsync()).OfType<GetDataMessage>().Any();
            },
            "another peer is asked");
        await other.SendAsync(new BlockMessage(block));
        await Eventually.BecomesTrueAsync(() => node.Chain.Tip == block.Hash, "accepted");
    }

    [Theory]
    [InlineData("outside")]
    [InlineData("nothing")]
    [InlineData("wrong count")]
    public async Task What_cannot_be_a_block_ends_the_connection(string what)
    {
        await using var node = await TestNode.StartAsync();
        await using var peer = await QuietPeerAsync(node);
        var block = TestBlocks.With(TestBlocks.Genesis, _unknown);
        var compact = CompactBlocks.Of(block, 42);
        await peer.SendAsync(what switch
        {
            "outside" => compact with { Prefilled = [new PrefilledTransaction(2, block.Transactions[0])] },
            "nothing" => compact with { Prefilled = [], ShortIds = [] },
            _ => compact,
        });
        if (what == "wrong count")
        {
            await peer.ExpectAsync<GetBlockTransactionsMessage>();
            await peer.SendAsync(new BlockTransactionsMessage(block.Hash, [_unknown, _known]));
        }
        await peer.ExpectEndAsync();
    }

    [Fact]
    public async Task A_bad_header_in_a_compact_block_drops_its_sender()
    {
        await using var node = await TestNode.StartAsync();
        await using var peer = await QuietPeerAsync(node);
        var bad = TestBlocks.After(TestBlocks.Genesis, TestBlocks.BadHeaderTime);
        await peer.SendAsync(CompactBlocks.Of(bad, 42));
        await peer.ExpectEndAsync();
    }

    [Fact]
    public async Task Whoever_brings_tips_is_asked_to_push_them_on_own_networks_only()
    {
        await using var node = await TestNode.StartAsync(change: options => options with { Rules = options.Rules with { AsksForCompactTips = true } });
        await using var peer = await QuietPeerAsync(node);
        await peer.SendAsync(new BlockMessage(TestBlocks.After(TestBlocks.Genesis)));
        (await peer.ExpectAsync<SendCompactMessage>()).Announce.ShouldBeTrue();

        await using var fluxd = await TestNode.StartAsync();
        await using var modest = await QuietPeerAsync(fluxd);
        await modest.SendAsync(new BlockMessage(TestBlocks.After(TestBlocks.Genesis)));
        (await modest.SettleAsync()).OfType<SendCompactMessage>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Blocks_pass_down_a_line_of_nodes_as_compact_blocks()
    {
        await using var first = await StartOwnAsync();
        await using var second = await StartOwnAsync();
        await second.ConnectToAsync(first);
        await second.HasConnectionsAsync(1);
        var chain = TestBlocks.Chain(TestBlocks.Genesis, 3);
        foreach (var block in chain)
        {
            first.Chain.Add([block]);
            await Eventually.BecomesTrueAsync(() => second.Chain.Tip == block.Hash, "passed on");
        }
    }

    [Fact]
    public async Task Compact_headers_below_the_checkpoint_are_neither_believed_nor_punished()
    {
        await using var node = await TestNode.StartAsync(change: options => options with { Rules = options.Rules with { LastCheckpoint = 50 } });
        await using var peer = await QuietPeerAsync(node);
        var header = TestBlocks.After(TestBlocks.Genesis).Header;
        await peer.SendAsync(new CompactHeadersMessage([new CompactHeader(header, header.Hash)]));
        await peer.SettleAsync();
        node.Chain.Find(header.Hash).ShouldBeNull();
        (await node.Network.PeersAsync()).Single().BanScore.ShouldBe(0);
    }

    [Fact]
    public async Task Headers_below_the_checkpoint_are_served_without_solutions_and_cut_there()
    {
        var chain = new MemoryChain();
        chain.Add(TestBlocks.Chain(TestBlocks.Genesis, 60));
        await using var node = await TestNode.StartAsync(chain, options => options with { Rules = options.Rules with { LastCheckpoint = 50 } });
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SendAsync(new GetHeadersMessage(new BlockLocator(170021, [TestBlocks.Genesis.Hash.Value], BlockHash.Zero)));
        var compact = await peer.ExpectAsync<CompactHeadersMessage>();
        compact.Headers.Length.ShouldBe(49, "none at or above the checkpoint");
        await peer.SendAsync(new GetHeadersMessage(new BlockLocator(170021, [compact.Headers[^1].ClaimedHash.Value], BlockHash.Zero)));
        (await peer.ExpectAsync<HeadersMessage>()).Headers.Length.ShouldBe(11);
    }

    [Fact]
    public async Task Below_the_checkpoint_the_version_asks_for_whole_headers()
    {
        await using var node = await TestNode.StartAsync(change: options => options with { Rules = options.Rules with { LastCheckpoint = 50 } });
        await using var peer = await ScriptedPeer.ConnectAsync(node);
        await peer.SendAsync(ScriptedPeer.Version);
        (await peer.ExpectAsync<VersionMessage>()).Version.ShouldBe(170020);
    }

    private static Task<TestNode> StartOwnAsync() =>
        TestNode.StartAsync(change: options => options with { Rules = options.Rules with { AsksForCompactTips = true } });

    private static async Task<ScriptedPeer> QuietPeerAsync(TestNode node)
    {
        var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SettleAsync();
        return peer;
    }
}
