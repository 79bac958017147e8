using Flux.P2P.Tests.Support;
using Flux.P2P.Wire;
using Flux.Primitives;

namespace Flux.P2P.Tests.Relay;

public sealed class TransactionRelayTests
{
    [Fact]
    public async Task A_transaction_passes_down_a_line_of_nodes()
    {
        await using var first = await TestNode.StartAsync();
        await using var middle = await TestNode.StartAsync();
        await using var last = await TestNode.StartAsync();
        await middle.ConnectToAsync(first);
        await last.ConnectToAsync(middle);
        await middle.HasConnectionsAsync(2);
        await Eventually.BecomesTrueAsync(() => first.Network.ConnectionCount == 1 && last.Network.ConnectionCount == 1, "a line");

        var transaction = TestBlocks.Spend(MemoryPool.Mined);
        first.Pool.AddOwn(transaction);
        first.Network.AnnounceTransaction(transaction.Id);

        await Eventually.BecomesTrueAsync(() => last.Pool.Knows(transaction.Id), "arrived at the end of the line");
    }

    [Fact]
    public async Task A_child_that_comes_first_waits_for_its_parent()
    {
        await using var node = await TestNode.StartAsync();
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        var parent = TestBlocks.Spend(MemoryPool.Mined);
        var child = TestBlocks.Spend(parent.Id);
        var grandchild = TestBlocks.Spend(child.Id);

        await peer.SendAsync(new TxMessage(grandchild));
        await peer.SendAsync(new TxMessage(child));
        (await peer.ExpectAsync<GetDataMessage>(data => data.Items.Contains(InventoryItem.Of(parent.Id)))).ShouldNotBeNull();
        node.Pool.Knows(child.Id).ShouldBeFalse();
        await peer.SendAsync(new TxMessage(parent));

        await Eventually.BecomesTrueAsync(() => node.Pool.Knows(grandchild.Id), "all three accepted");
    }

    [Theory]
    [InlineData("block")]
    [InlineData("own transaction")]
    public async Task An_orphan_is_judged_again_when_its_parent_comes_another_way(string way)
    {
        var time = new ManualTime();
        await using var node = await TestNode.StartAsync(time: time);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        var parent = TestBlocks.Spend(MemoryPool.Mined);
        var child = TestBlocks.Spend(parent.Id);
        await peer.SendAsync(new TxMessage(child));
        await peer.ExpectAsync<GetDataMessage>();

        node.Pool.AddOwn(parent);
        if (way == "block") node.Chain.Mine();
        else node.Network.AnnounceTransaction(parent.Id);

        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await node.PassAsync(time, TimeSpan.FromSeconds(1));
                return node.Pool.Knows(child.Id);
            },
            "the child is taken in");
    }

    [Fact]
    public async Task Large_orphans_are_not_kept()
    {
        await using var node = await TestNode.StartAsync();
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        var parent = TestBlocks.Spend(MemoryPool.Mined);
        var child = TestBlocks.Spend([parent.Id, .. Enumerable.Range(0, 130).Select(i => new TxId(TestBlocks.Fill((byte)i)))]);
        await peer.SendAsync(new TxMessage(child));
        (await peer.SettleAsync()).OfType<GetDataMessage>().ShouldBeEmpty("5,000 bytes are the limit");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 1)]
    [InlineData(40, 10)]
    [InlineData(100, 25)]
    public async Task Orphans_are_kept_up_to_the_number_the_operator_says_and_a_fourth_of_it_from_one_peer(int most, int ofOne)
    {
        await using var node = await TestNode.StartAsync(change: options => options with { MaxOrphans = most });
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        for (var i = 0; i < 30; i++) await peer.SendAsync(new TxMessage(TestBlocks.Spend(TestBlocks.Spend(MemoryPool.Mined).Id)));

        var asked = (await peer.SettleAsync()).OfType<GetDataMessage>().Count();
        asked.ShouldBe(ofOne, "the parent of each that is kept is asked for");
        await using var another = await ScriptedPeer.ReadyAsync(node);
        for (var i = 0; i < 2; i++) await another.SendAsync(new TxMessage(TestBlocks.Spend(TestBlocks.Spend(MemoryPool.Mined).Id)));
        await another.SettleAsync();
        await Eventually.BecomesTrueAsync(() => node.Network.Counts.OrphanTransactions == Math.Min(most, ofOne + Math.Min(2, ofOne)), () => $"{node.Network.Counts.OrphanTransactions} are kept");
    }

    [Fact]
    public async Task An_announced_transaction_is_fetched_once_and_from_the_next_peer_when_the_first_has_it_no_more()
    {
        await using var node = await TestNode.StartAsync(time: new ManualTime());
        await using var first = await ScriptedPeer.ReadyAsync(node);
        await using var second = await ScriptedPeer.ReadyAsync(node);
        var transaction = TestBlocks.Spend(MemoryPool.Mined);
        var item = InventoryItem.Of(transaction.Id);

        await first.SendAsync(new InvMessage([item]));
        (await first.ExpectAsync<GetDataMessage>()).Items.ShouldBe([item]);
        await second.SendAsync(new InvMessage([item]));
        (await second.SettleAsync()).OfType<GetDataMessage>().ShouldBeEmpty();
        await first.SendAsync(new NotFoundMessage([item]));
        (await second.ExpectAsync<GetDataMessage>()).Items.ShouldBe([item]);
        await second.SendAsync(new TxMessage(transaction));

        await Eventually.BecomesTrueAsync(() => node.Pool.Knows(transaction.Id), "accepted");
    }

    [Fact]
    public async Task A_peer_that_stays_silent_about_a_transaction_is_replaced()
    {
        var time = new ManualTime();
        await using var node = await TestNode.StartAsync(time: time);
        await using var first = await ScriptedPeer.ReadyAsync(node);
        await using var second = await ScriptedPeer.ReadyAsync(node);
        var item = InventoryItem.Of(TestBlocks.Spend(MemoryPool.Mined).Id);
        await first.SendAsync(new InvMessage([item]));
        await first.ExpectAsync<GetDataMessage>();
        await second.SendAsync(new InvMessage([item]));
        await second.SettleAsync();

        time.Advance(TimeSpan.FromSeconds(16));
        (await second.ExpectAsync<GetDataMessage>()).Items.ShouldBe([item]);
    }

    [Fact]
    public async Task A_bad_transaction_is_rejected_and_its_sender_dropped()
    {
        await using var node = await TestNode.StartAsync();
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        var bad = new Transaction { Version = 1, Inputs = TestBlocks.Spend(MemoryPool.Mined).Inputs, LockTime = MemoryPool.BadLockTime };
        await peer.SendAsync(new TxMessage(bad));

        await peer.ExpectEndAsync();
        node.Pool.Knows(bad.Id).ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_peer_is_told_of_own_transactions_and_asked_for_its_pool()
    {
        var pool = new MemoryPool();
        var own = TestBlocks.Spend(MemoryPool.Mined);
        pool.AddOwn(own);
        await using var node = await TestNode.StartAsync(pool: pool);
        await using var peer = await ScriptedPeer.ReadyAsync(node);

        (await peer.ExpectAsync<MempoolMessage>()).ShouldNotBeNull();
        (await peer.ExpectAsync<InvMessage>()).Items.ShouldBe([InventoryItem.Of(own.Id)]);
    }

    [Fact]
    public async Task Own_transactions_are_announced_again_until_they_are_mined()
    {
        var time = new ManualTime();
        await using var node = await TestNode.StartAsync(time: time);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        var own = TestBlocks.Spend(MemoryPool.Mined);
        node.Pool.AddOwn(own);
        node.Network.AnnounceTransaction(own.Id);
        await peer.ExpectAsync<InvMessage>();

        time.Advance(TimeSpan.FromSeconds(11));
        (await peer.ExpectAsync<InvMessage>()).Items.ShouldBe([InventoryItem.Of(own.Id)]);
    }

    [Fact]
    public async Task With_a_trickle_interval_announcements_wait_and_are_joined()
    {
        var time = new ManualTime();
        var rules = TestNode.QuickRules with { TrickleInterval = TimeSpan.FromSeconds(5), AskMempoolOnConnect = false };
        await using var node = await TestNode.StartAsync(change: options => options with { Rules = rules }, time: time);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        var transactions = Enumerable.Range(0, 50).Select(_ => TestBlocks.Spend(MemoryPool.Mined)).ToList();
        foreach (var transaction in transactions) node.Pool.AddOwn(transaction);
        foreach (var transaction in transactions) node.Network.AnnounceTransaction(transaction.Id);
        var told = new List<InventoryItem>();
        var messages = 0;
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await node.PassAsync(time, TimeSpan.FromSeconds(1));
                foreach (var inv in (await peer.SettleAsync()).OfType<InvMessage>())
                {
                    messages++;
                    told.AddRange(inv.Items);
                }
                return told.Distinct().Count() == 50;
            },
            "all told");
        messages.ShouldBeLessThan(25);
    }

    [Fact]
    public async Task Nothing_is_announced_to_a_peer_that_does_not_want_it()
    {
        await using var node = await TestNode.StartAsync();
        await using var peer = await ScriptedPeer.ReadyAsync(node, ScriptedPeer.Version with { Relay = false });
        var own = TestBlocks.Spend(MemoryPool.Mined);
        node.Pool.AddOwn(own);
        node.Network.AnnounceTransaction(own.Id);

        await node.Network.PeersAsync();
        (await peer.SettleAsync()).OfType<InvMessage>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Transactions_are_not_fetched_during_the_initial_download()
    {
        await using var node = await TestNode.StartAsync(new MemoryChain { IsInitialDownload = true });
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SendAsync(new InvMessage([InventoryItem.Of(TestBlocks.Spend(MemoryPool.Mined).Id)]));

        (await peer.SettleAsync()).OfType<GetDataMessage>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_download_that_does_not_move_does_not_silence_an_own_network()
    {
        var time = new ManualTime();
        await using var node = await TestNode.StartAsync(new MemoryChain { IsInitialDownload = true }, time: time);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        var item = InventoryItem.Of(TestBlocks.Spend(MemoryPool.Mined).Id);
        // In two steps: a peer that says nothing for a minute is dropped.
        await peer.SettleAsync();
        time.Advance(TimeSpan.FromSeconds(31));
        await peer.SettleAsync();
        time.Advance(TimeSpan.FromSeconds(31));
        await peer.SendAsync(new InvMessage([item]));

        (await peer.ExpectAsync<GetDataMessage>()).Items.ShouldBe([item]);
    }
}
