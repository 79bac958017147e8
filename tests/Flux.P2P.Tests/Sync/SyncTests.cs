using Flux.P2P.Tests.Support;
using Flux.P2P.Wire;
using Flux.Primitives;

namespace Flux.P2P.Tests.Sync;

public sealed class SyncTests
{
    [Fact]
    public async Task A_new_node_fetches_a_chain_of_many_header_batches()
    {
        await using var full = await TestNode.StartAsync();
        full.Chain.Add(TestBlocks.Chain(TestBlocks.Genesis, 1700));
        await using var fresh = await TestNode.StartAsync();
        await fresh.ConnectToAsync(full);

        await Eventually.BecomesTrueAsync(() => fresh.Chain.Tip == full.Chain.Tip, "the same tip");
        fresh.Chain.Arrivals.Count.ShouldBe(1700);
    }

    [Fact]
    public async Task Blocks_below_a_snapshot_are_fetched_although_the_tip_is_the_best_header()
    {
        var blocks = TestBlocks.Chain(TestBlocks.Genesis, 400);
        await using var full = await TestNode.StartAsync();
        full.Chain.Add(blocks);
        await using var loaded = await TestNode.StartAsync();
        loaded.Chain.Add(blocks);
        loaded.Chain.LoseHistory();
        await loaded.ConnectToAsync(full);

        await Eventually.BecomesTrueAsync(() => !loaded.Chain.View.WantsHistory, "the history is here");
        loaded.Chain.Arrivals.Distinct().Count().ShouldBe(399);
    }

    /// <summary>A miner that prunes or began with a snapshot may be the only one who has its block.</summary>
    [Fact]
    public async Task A_peer_without_all_blocks_is_asked_for_those_made_since_it_connected_and_for_no_others()
    {
        var blocks = TestBlocks.Chain(TestBlocks.Genesis, 50);
        await using var full = await TestNode.StartAsync();
        full.Chain.Add(blocks);
        var began = new MemoryChain();
        began.Add(blocks);
        await using var pruned = await TestNode.StartAsync(began, options => options with { Services = P2POptions.BloomService });
        await using var fresh = await TestNode.StartAsync();
        await fresh.ConnectToAsync(pruned);
        await fresh.ConnectToAsync(full);
        await Eventually.BecomesTrueAsync(() => fresh.Chain.Height == 50, "synced from the one that has all");
        pruned.Chain.Read.ShouldBeEmpty();

        pruned.Chain.Mine();

        await Eventually.BecomesTrueAsync(() => fresh.Chain.Tip == pruned.Chain.Tip, "the block of the one that has not all");
    }

    [Fact]
    public async Task Blocks_are_fetched_from_all_peers_and_each_once()
    {
        var blocks = TestBlocks.Chain(TestBlocks.Genesis, 600);
        await using var a = await TestNode.StartAsync();
        await using var b = await TestNode.StartAsync();
        a.Chain.Add(blocks);
        b.Chain.Add(blocks);
        // Neither gives a block before both were asked for one: the first could be done before the second is connected.
        using var bothAsked = new CountdownEvent(2);
        foreach (var chain in new[] { a.Chain, b.Chain }) chain.Reading = HoldsUntil(bothAsked);
        await using var fresh = await TestNode.StartAsync(change: options => options with { AddNode = [a.Name, b.Name] }, time: new ManualTime());

        await Eventually.BecomesTrueAsync(() => fresh.Chain.Height == 600, "synced");
        fresh.Chain.Arrivals.Distinct().Count().ShouldBe(600);
        a.Chain.Read.Intersect(b.Chain.Read).ShouldBeEmpty("no block was asked of both");
        (await fresh.Network.PeersAsync()).ShouldAllBe(peer => peer.BytesReceived > 1_000);
    }

    [Fact]
    public async Task A_new_tip_passes_down_a_line_of_nodes()
    {
        await using var first = await TestNode.StartAsync();
        await using var middle = await TestNode.StartAsync();
        await using var last = await TestNode.StartAsync();
        await middle.ConnectToAsync(first);
        await last.ConnectToAsync(middle);
        await middle.HasConnectionsAsync(2);

        for (var i = 1; i <= 20; i++)
        {
            first.Chain.Mine();
            await Eventually.BecomesTrueAsync(() => last.Chain.Tip == first.Chain.Tip, $"block {i} at the end of the line");
        }
    }

    [Fact]
    public async Task Two_halves_that_were_parted_agree_after_healing()
    {
        var nodes = new List<TestNode>();
        for (var i = 0; i < 4; i++) nodes.Add(await TestNode.StartAsync());
        try
        {
            foreach (var node in nodes)
                foreach (var other in nodes.Where(other => other != node)) await node.ConnectToAsync(other);
            foreach (var node in nodes) await Eventually.BecomesTrueAsync(() => node.Network.ConnectionCount >= 3, "meshed");
            nodes[0].Chain.Mine();
            await AgreeAsync(nodes);

            await PartAsync(nodes[..2], nodes[2..]);
            for (var i = 0; i < 60; i++) nodes[0].Chain.Mine();
            for (var i = 0; i < 75; i++) nodes[3].Chain.Mine();
            await AgreeAsync(nodes[..2]);
            await AgreeAsync(nodes[2..]);
            nodes[0].Chain.Height.ShouldBe(61);

            foreach (var node in nodes) await node.Network.ClearBansAsync();
            await AgreeAsync(nodes);
            nodes[0].Chain.Height.ShouldBe(76);
        }
        finally
        {
            foreach (var node in nodes) await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_silent_peer_is_replaced()
    {
        var time = new ManualTime();
        var blocks = TestBlocks.Chain(TestBlocks.Genesis, 3);
        await using var honest = await TestNode.StartAsync();
        honest.Chain.Add(blocks);
        await using var node = await TestNode.StartAsync(time: time);
        await using var silent = await ScriptedPeer.ReadyAsync(node);
        await silent.SendAsync(new HeadersMessage([.. blocks.Select(block => block.Header)]));
        (await silent.ExpectAsync<GetDataMessage>()).Items.Length.ShouldBe(3);

        await node.ConnectToAsync(honest);
        await Eventually.BecomesTrueAsync(async () => (await node.Network.PeersAsync()).Any(peer => peer.Address.Equals(honest.EndPoint) && peer.BestKnownBlock == blocks[^1].Hash), "it is known what the honest one has");
        // Four seconds in steps that the node has seen, and then none: however slow this machine is, the silent one has not been silent for long.
        for (var i = 0; i < 4; i++) await node.PassAsync(time, TimeSpan.FromSeconds(1));
        await Eventually.BecomesTrueAsync(() => node.Chain.Height == 3, "the other peer was asked");
        node.Network.ConnectionCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_peer_that_never_delivers_is_dropped()
    {
        var time = new ManualTime();
        var blocks = TestBlocks.Chain(TestBlocks.Genesis, 3);
        await using var node = await TestNode.StartAsync(time: time);
        await using var silent = await ScriptedPeer.ReadyAsync(node);
        await silent.SendAsync(new HeadersMessage([.. blocks.Select(block => block.Header)]));
        await silent.ExpectAsync<GetDataMessage>();

        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await node.PassAsync(time, TimeSpan.FromSeconds(1));
                return node.Network.ConnectionCount == 0;
            },
            "dropped");
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("wrong checksum")]
    public async Task Who_answers_with_a_block_that_cannot_be_read_is_dropped_and_another_is_asked_at_once(string what)
    {
        var blocks = TestBlocks.Chain(TestBlocks.Genesis, 3);
        await using var honest = await TestNode.StartAsync();
        honest.Chain.Add(blocks);
        // The clock stands still: no time limit can pass.
        await using var node = await TestNode.StartAsync(time: new ManualTime());
        await using var garbled = await ScriptedPeer.ReadyAsync(node);
        await garbled.SendAsync(new HeadersMessage([.. blocks.Select(block => block.Header)]));
        await garbled.ExpectAsync<GetDataMessage>();
        await node.ConnectToAsync(honest);
        await node.HasConnectionsAsync(2);

        if (what == "cut") await garbled.SendAsync(new CutMessage(BlockMessage.Name, blocks[0].ToBytes().ToArray()[..100]));
        else await garbled.SendRawAsync(WithWrongChecksum(new BlockMessage(blocks[0])));
        await garbled.ExpectEndAsync();
        await Eventually.BecomesTrueAsync(() => node.Chain.Height == 3, "fetched from the other");
        node.Network.ConnectionCount.ShouldBe(1);
    }

    [Fact]
    public async Task The_sender_of_a_bad_block_is_dropped_and_the_good_branch_is_fetched_elsewhere()
    {
        var good = TestBlocks.Chain(TestBlocks.Genesis, 2);
        var bad = TestBlocks.After(TestBlocks.Genesis, stateRoot: TestBlocks.BadBody);
        var onBad = TestBlocks.Chain(bad, 3);
        await using var honest = await TestNode.StartAsync();
        honest.Chain.Add(good);
        await using var node = await TestNode.StartAsync();
        await using var liar = await ScriptedPeer.ReadyAsync(node);
        await liar.SendAsync(new HeadersMessage([bad.Header, .. onBad.Select(block => block.Header)]));
        await liar.ExpectAsync<GetDataMessage>();
        await node.ConnectToAsync(honest);
        await node.HasConnectionsAsync(2);

        await liar.SendAsync(new BlockMessage(bad));
        await Eventually.BecomesTrueAsync(() => node.Chain.Tip == good[^1].Hash && node.Network.ConnectionCount == 1, "on the good branch without the liar");
    }

    [Fact]
    public async Task Headers_whose_blocks_never_come_do_not_keep_a_shorter_branch_away()
    {
        var empty = TestBlocks.Chain(TestBlocks.Genesis, 30);
        var real = TestBlocks.Chain(TestBlocks.Genesis, 20);
        await using var honest = await TestNode.StartAsync();
        honest.Chain.Add(real);
        // The clock stands still: the liar is not dropped for its silence.
        await using var node = await TestNode.StartAsync(time: new ManualTime());
        await using var liar = await ScriptedPeer.ReadyAsync(node);
        await liar.SendAsync(new HeadersMessage([.. empty.Select(block => block.Header)]));
        await liar.ExpectAsync<GetDataMessage>();
        await node.ConnectToAsync(honest);

        await Eventually.BecomesTrueAsync(() => node.Chain.Tip == real[^1].Hash, "on the branch that exists");
        node.Network.ConnectionCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_bad_header_drops_its_sender()
    {
        await using var node = await TestNode.StartAsync();
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SendAsync(new HeadersMessage([TestBlocks.After(TestBlocks.Genesis, time: TestBlocks.BadHeaderTime).Header]));

        await peer.ExpectEndAsync();
    }

    [Fact]
    public async Task A_single_header_without_a_known_parent_makes_the_node_ask()
    {
        var blocks = TestBlocks.Chain(TestBlocks.Genesis, 2);
        await using var node = await TestNode.StartAsync();
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SettleAsync();
        await peer.SendAsync(new HeadersMessage([blocks[1].Header]));

        var asked = await peer.ExpectAsync<GetHeadersMessage>();
        new BlockHash(asked.Locator.Hashes[0]).ShouldBe(TestBlocks.Genesis.Hash);
        (await node.Network.PeersAsync()).Single().BanScore.ShouldBe(0);
    }

    [Fact]
    public async Task An_inventory_of_an_unknown_block_is_answered_by_getheaders_and_getdata()
    {
        var block = TestBlocks.After(TestBlocks.Genesis);
        await using var node = await TestNode.StartAsync();
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SettleAsync();
        await peer.SendAsync(new InvMessage([InventoryItem.Of(block.Hash)]));

        (await peer.NextAsync()).ShouldBeOfType<GetHeadersMessage>().Locator.Stop.ShouldBe(block.Hash);
        (await peer.NextAsync()).ShouldBeOfType<GetDataMessage>().Items.ShouldBe([InventoryItem.Of(block.Hash)]);
        await peer.SendAsync(new BlockMessage(block));
        await Eventually.BecomesTrueAsync(() => node.Chain.Tip == block.Hash, "accepted");
    }

    [Fact]
    public async Task Full_header_batches_are_followed_up_from_their_end()
    {
        var blocks = TestBlocks.Chain(TestBlocks.Genesis, 160);
        await using var node = await TestNode.StartAsync();
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SettleAsync();
        await peer.SendAsync(new HeadersMessage([.. blocks.Select(block => block.Header)]));

        var next = await peer.ExpectAsync<GetHeadersMessage>();
        new BlockHash(next.Locator.Hashes[0]).ShouldBe(blocks[^1].Hash);
        await peer.SendAsync(new HeadersMessage([.. blocks.Select(block => block.Header)]));
        (await peer.SettleAsync()).OfType<GetHeadersMessage>().ShouldBeEmpty("the same batch again is not followed");
    }

    private static async Task AgreeAsync(IReadOnlyList<TestNode> nodes)
    {
        await Eventually.BecomesTrueAsync(() => nodes.Select(node => node.Chain.Tip).Distinct().Count() == 1, "one tip: " + string.Join(",", nodes.Select(node => node.Chain.Height)));
    }

    private static async Task PartAsync(IReadOnlyList<TestNode> left, IReadOnlyList<TestNode> right)
    {
        foreach (var a in left)
        {
            foreach (var b in right)
            {
                await a.Network.BanAsync(b.EndPoint.Address.ToString(), DateTimeOffset.UtcNow.AddHours(1));
                await b.Network.BanAsync(a.EndPoint.Address.ToString(), DateTimeOffset.UtcNow.AddHours(1));
            }
        }
        foreach (var node in left.Concat(right))
            await Eventually.BecomesTrueAsync(async () => (await node.Network.PeersAsync()).Count(peer => peer.IsReady) <= 2, "parted");
    }

    /// <summary>Counts the first read of a chain, and lets none through until that of every chain was counted.</summary>
    private static Action HoldsUntil(CountdownEvent all)
    {
        var isCounted = 0;
        return () =>
        {
            if (Interlocked.Exchange(ref isCounted, 1) == 0) all.Signal();
            all.Wait(TimeSpan.FromSeconds(60)).ShouldBeTrue("all were asked");
        };
    }

    private static byte[] WithWrongChecksum(IMessage message)
    {
        using var frame = FrameCodec.Encode(message, TestNode.MessageStart.Span);
        var bytes = frame.Written.ToArray();
        bytes[20] ^= 1;
        return bytes;
    }
}
