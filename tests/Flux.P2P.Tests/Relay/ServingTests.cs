using Flux.P2P.Tests.Support;
using Flux.P2P.Wire;
using Flux.Primitives;

namespace Flux.P2P.Tests.Relay;

public sealed class ServingTests
{
    [Fact]
    public async Task Headers_are_served_from_the_first_known_locator_entry_at_most_160()
    {
        await using var node = await StartAsync(200);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SendAsync(GetHeaders(BlockHash.Zero, TestBlocks.Fill(1), TestBlocks.Genesis.Hash.Value));

        var headers = (await peer.ExpectAsync<HeadersMessage>()).Headers;
        headers.Length.ShouldBe(160);
        headers[0].Previous.ShouldBe(TestBlocks.Genesis.Hash);
        await peer.SendAsync(GetHeaders(BlockHash.Zero, headers[^1].Hash.Value));
        (await peer.ExpectAsync<HeadersMessage>()).Headers.Length.ShouldBe(40);
    }

    [Fact]
    public async Task Headers_end_at_the_stop_hash()
    {
        await using var node = await StartAsync(20);
        var stop = node.Chain.Ancestor(node.Chain.Tip, 7)!.Value;
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SendAsync(GetHeaders(stop, TestBlocks.Genesis.Hash.Value));

        (await peer.ExpectAsync<HeadersMessage>()).Headers[^1].Hash.ShouldBe(stop);
    }

    [Fact]
    public async Task A_locator_at_the_tip_is_answered_by_no_headers()
    {
        await using var node = await StartAsync(5);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SendAsync(GetHeaders(BlockHash.Zero, node.Chain.Tip.Value));

        (await peer.ExpectAsync<HeadersMessage>()).Headers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Getheaders_is_answered_during_the_initial_download_unless_the_network_says_no()
    {
        foreach (var ignored in new[] { false, true })
        {
            var rules = TestNode.QuickRules with { IgnoreGetHeadersDuringInitialDownload = ignored };
            await using var node = await TestNode.StartAsync(new MemoryChain { IsInitialDownload = true }, options => options with { Rules = rules });
            node.Chain.Mine();
            await using var peer = await ScriptedPeer.ReadyAsync(node);
            await peer.SendAsync(GetHeaders(BlockHash.Zero, TestBlocks.Genesis.Hash.Value));

            (await peer.SettleAsync()).OfType<HeadersMessage>().Count().ShouldBe(ignored ? 0 : 1);
        }
    }

    [Fact]
    public async Task Blocks_are_served_as_stored_and_unknown_ones_passed_over()
    {
        await using var node = await StartAsync(3);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SendAsync(new GetDataMessage([InventoryItem.Of(new BlockHash(TestBlocks.Fill(9))), InventoryItem.Of(node.Chain.Tip)]));

        (await peer.ExpectAsync<BlockMessage>()).Block.Hash.ShouldBe(node.Chain.Tip);
        (await peer.SettleAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_large_requests_are_served_while_the_peer_reads_slowly()
    {
        await using var node = await StartAsync(300);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        var all = Enumerable.Range(1, 300).Select(height => InventoryItem.Of(node.Chain.Ancestor(node.Chain.Tip, height)!.Value)).ToList();
        for (var i = 0; i < 20; i++) await peer.SendAsync(new GetDataMessage([.. all]));

        for (var i = 0; i < 20 * 300; i++) await peer.ExpectAsync<BlockMessage>();
    }

    [Fact]
    public async Task Transactions_that_are_not_there_are_named_in_notfound()
    {
        await using var node = await StartAsync(0);
        var there = TestBlocks.Spend(MemoryPool.Mined);
        node.Pool.AddOwn(there);
        var missing = InventoryItem.Of(TestBlocks.Spend(MemoryPool.Mined).Id);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SendAsync(new GetDataMessage([missing, InventoryItem.Of(there.Id)]));

        (await peer.ExpectAsync<TxMessage>()).Transaction.Id.ShouldBe(there.Id);
        (await peer.ExpectAsync<NotFoundMessage>()).Items.ShouldBe([missing]);
    }

    [Fact]
    public async Task Getblocks_names_500_blocks_and_the_tip_after_the_last_was_fetched()
    {
        await using var node = await StartAsync(700);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SendAsync(new GetBlocksMessage(new BlockLocator(170021, [TestBlocks.Genesis.Hash.Value], BlockHash.Zero)));

        var items = (await peer.ExpectAsync<InvMessage>()).Items;
        items.Length.ShouldBe(500);
        await peer.SendAsync(new GetDataMessage([items[^1]]));
        await peer.ExpectAsync<BlockMessage>();
        (await peer.ExpectAsync<InvMessage>()).Items.ShouldBe([InventoryItem.Of(node.Chain.Tip)]);
    }

    [Fact]
    public async Task Mempool_is_answered_with_the_waiting_transactions()
    {
        await using var node = await StartAsync(0);
        var waiting = new[] { TestBlocks.Spend(MemoryPool.Mined), TestBlocks.Spend(MemoryPool.Mined) };
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SettleAsync();
        foreach (var transaction in waiting) node.Pool.AddOwn(transaction);
        await peer.SendAsync(MempoolMessage.Instance);

        (await peer.ExpectAsync<InvMessage>()).Items.ShouldBe(waiting.Select(transaction => InventoryItem.Of(transaction.Id)));
    }

    [Fact]
    public async Task New_tips_are_announced_as_asked_for()
    {
        await using var node = await StartAsync(3);
        await using var plain = await ScriptedPeer.ReadyAsync(node);
        await using var modern = await ScriptedPeer.ReadyAsync(node);
        await using var compact = await ScriptedPeer.ReadyAsync(node);
        foreach (var peer in new[] { plain, modern, compact })
        {
            await peer.SendAsync(GetHeaders(BlockHash.Zero, node.Chain.Tip.Value));
            await peer.ExpectAsync<HeadersMessage>();
        }
        await modern.SendAsync(SendHeadersMessage.Instance);
        await modern.SettleAsync();
        await compact.SendAsync(new SendCompactMessage(true, 1));
        await compact.SettleAsync();
        var block = node.Chain.Mine();

        (await plain.ExpectAsync<InvMessage>()).Items.ShouldBe([InventoryItem.Of(block.Hash)]);
        (await modern.ExpectAsync<HeadersMessage>()).Headers.ShouldBe([block.Header]);
        (await compact.ExpectAsync<CompactBlockMessage>()).Header.ShouldBe(block.Header);
    }

    [Fact]
    public async Task A_peer_that_lacks_the_parent_gets_inventory_instead_of_headers()
    {
        await using var node = await StartAsync(3);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SendAsync(SendHeadersMessage.Instance);
        await peer.SettleAsync();
        var block = node.Chain.Mine();

        (await peer.ExpectAsync<InvMessage>()).Items.ShouldBe([InventoryItem.Of(block.Hash)]);
    }

    [Fact]
    public async Task Block_transactions_are_served_by_index_and_an_index_out_of_range_ends_the_connection()
    {
        await using var node = await StartAsync(2);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SendAsync(new GetBlockTransactionsMessage(node.Chain.Tip, [0]));
        (await peer.ExpectAsync<BlockTransactionsMessage>()).Transactions.Length.ShouldBe(1);

        await peer.SendAsync(new GetBlockTransactionsMessage(node.Chain.Tip, [1]));
        await peer.ExpectEndAsync();
    }

    private static GetHeadersMessage GetHeaders(BlockHash stop, params Hash256[] locator) => new(new BlockLocator(170021, [.. locator], stop));

    private static async Task<TestNode> StartAsync(int blocks)
    {
        var chain = new MemoryChain();
        chain.Add(TestBlocks.Chain(TestBlocks.Genesis, blocks));
        // The clock stands still: nothing is told but what is asked for, and what the test makes happen.
        return await TestNode.StartAsync(chain, time: new ManualTime());
    }
}
