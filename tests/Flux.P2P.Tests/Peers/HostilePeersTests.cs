using System.Net;
using System.Net.Sockets;
using Flux.P2P.Tests.Support;
using Flux.P2P.Wire;
using Flux.Primitives;

namespace Flux.P2P.Tests.Peers;

/// <summary>Peers that want to keep the node busy, fill its memory or take its connections: it bounds them, and others are served all the while.</summary>
public sealed class HostilePeersTests
{
    private const long FewMegabytes = 6 * 1024 * 1024;

    [Fact]
    public async Task Hundreds_of_sockets_that_say_nothing_keep_nobody_out_and_are_gone_after_a_minute()
    {
        var time = new ManualTime();
        await using var node = await TestNode.StartAsync(time: time);
        var crowd = TestNode.NewAddress();
        var silent = new List<ScriptedPeer>();
        try
        {
            for (var i = 0; i < 300; i++) silent.Add(await ScriptedPeer.ConnectAsync(node, crowd));
            await using var honest = await ScriptedPeer.ReadyAsync(node);
            (await node.Network.PeersAsync()).Count.ShouldBeLessThanOrEqualTo(125 - 16);

            await Eventually.BecomesTrueAsync(
                async () =>
                {
                    await node.PassAsync(time, TimeSpan.FromSeconds(20));
                    await honest.AnswerPingsAsync();
                    return (await node.Network.PeersAsync()).Count == 1;
                },
                "only the honest one is left");
            await honest.SettleAsync();
        }
        finally
        {
            foreach (var peer in silent) await peer.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_version_that_drips_in_does_not_prolong_the_time_for_it()
    {
        var time = new ManualTime();
        await using var node = await TestNode.StartAsync(time: time);
        await using var peer = await ScriptedPeer.ConnectAsync(node);
        await Eventually.BecomesTrueAsync(async () => (await node.Network.PeersAsync()).Count == 1, "the time begins");
        var version = Frame(ScriptedPeer.Version);
        for (var i = 0; i < 12; i++)
        {
            await peer.SendRawAsync(version.AsMemory(i, 1));
            time.Advance(TimeSpan.FromSeconds(5));
        }
        time.Advance(TimeSpan.FromSeconds(1));

        (await peer.ExpectEndAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_large_message_that_drips_in_takes_no_more_memory_than_came_and_ends_with_the_unanswered_ping()
    {
        var time = new ManualTime();
        await using var node = await TestNode.StartAsync(time: time);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        var message = Frame(new CutMessage("block", new byte[2_000_000]));
        await peer.SendRawAsync(message.AsMemory(0, 1_000_000));
        await Eventually.BecomesTrueAsync(async () => (await node.Network.PeersAsync())[0].HeldBytes is >= 1_000_000 and < 1_100_000, "what came is counted as held");

        var seconds = 0;
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                if ((await node.Network.PeersAsync()).Count == 0) return true;
                await TrySendAsync(peer, message.AsMemory(1_000_000 + seconds, 1));
                await node.PassAsync(time, TimeSpan.FromSeconds(5));
                seconds += 5;
                return false;
            },
            "dropped");
        seconds.ShouldBeInRange(150, 6 * 60 + 120, "half a minute for the answer once no block has come for three minutes, six minutes otherwise");
    }

    [Fact]
    public async Task Who_asks_for_all_blocks_and_reads_none_is_held_little_for_and_dropped_after_a_minute()
    {
        var time = new ManualTime();
        var chain = new MemoryChain();
        chain.Add([TestBlocks.With(TestBlocks.Genesis, [.. Enumerable.Range(0, 2_000).Select(_ => TestBlocks.Spend(MemoryPool.Mined))])]);
        await using var node = await TestNode.StartAsync(chain, time: time);
        await using var greedy = await ScriptedPeer.ReadyAsync(node);
        await using var honest = await ScriptedPeer.ReadyAsync(node);
        var all = new GetDataMessage([.. Enumerable.Repeat(InventoryItem.Of(chain.Tip), InventoryItem.Limit)]);
        // Not waited for: the node stops reading, and what is left may not fit into the buffers of the system.
        var asking = SendAllAsync(greedy, [all, all, all]);

        await Eventually.BecomesTrueAsync(async () => (await node.Network.PeersAsync())[0].HeldBytes > 1024 * 1024, "its answers wait");
        (await node.Network.PeersAsync())[0].HeldBytes.ShouldBeLessThan(FewMegabytes);
        await honest.SendAsync(new GetDataMessage([InventoryItem.Of(chain.Tip)]));
        (await honest.ExpectAsync<BlockMessage>()).Block.Hash.ShouldBe(chain.Tip);

        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await node.PassAsync(time, TimeSpan.FromSeconds(20));
                await honest.AnswerPingsAsync();
                return (await node.Network.PeersAsync()).Count == 1;
            },
            "dropped");
        await honest.SettleAsync();
        await asking;
    }

    [Theory]
    [InlineData("inv")]
    [InlineData("getdata")]
    [InlineData("notfound")]
    [InlineData("addr")]
    [InlineData("known blocks")]
    [InlineData("locators")]
    [InlineData("damaged blocks")]
    public async Task A_flood_leaves_memory_bounded_and_others_served(string what)
    {
        var chain = new MemoryChain();
        chain.Add(TestBlocks.Chain(TestBlocks.Genesis, 200));
        await using var node = await TestNode.StartAsync(chain);
        await using var flooder = await ScriptedPeer.ReadyAsync(node);
        await using var honest = await ScriptedPeer.ReadyAsync(node);
        using var stop = new CancellationTokenSource();
        var draining = flooder.DrainAsync(stop.Token);
        for (var i = 0; i < 20; i++)
        {
            if (!await TrySendAsync(flooder, Flood(what, i, chain))) break;
            await honest.SettleAsync((ulong)(1000 + i));
        }

        foreach (var peer in await node.Network.PeersAsync()) peer.HeldBytes.ShouldBeLessThan(FewMegabytes, what);
        (await node.Network.KnownAddressesAsync()).Known.ShouldBeLessThanOrEqualTo(1001);
        await stop.CancelAsync();
        await draining;
    }

    [Fact]
    public async Task Addresses_beyond_the_allowance_are_counted_and_not_looked_at()
    {
        await using var node = await TestNode.StartAsync(time: new ManualTime());
        await using var flooder = await ScriptedPeer.ReadyAsync(node);
        for (var i = 0; i < 3; i++) await flooder.SendRawAsync(Flood("addr", i, node.Chain));
        await flooder.SettleAsync();

        var peer = (await node.Network.PeersAsync()).ShouldHaveSingleItem();
        peer.AddressesProcessed.ShouldBe(1, "nobody asked it for addresses, and no time has passed");
        peer.AddressesRateLimited.ShouldBe(2_999);
    }

    [Fact]
    public async Task Filters_of_the_highest_cost_keep_only_their_owner_waiting()
    {
        var chain = new MemoryChain();
        chain.Add([TestBlocks.With(TestBlocks.Genesis, [.. Enumerable.Range(0, 500).Select(_ => TestBlocks.Spend(MemoryPool.Mined))])]);
        await using var node = await TestNode.StartAsync(chain);
        for (var i = 0; i < 1_000; i++) node.Pool.AddOwn(TestBlocks.Spend(MemoryPool.Mined));
        await using var costly = await ScriptedPeer.ReadyAsync(node);
        await using var honest = await ScriptedPeer.ReadyAsync(node);
        // All bits but one: almost every element is looked up with all fifty functions, and not everything matches.
        await costly.SendAsync(new FilterLoadMessage(new byte[36_000].Select((_, at) => at == 17 ? (byte)0xfe : (byte)0xff).ToArray(), 50, 7, 1));
        using var stop = new CancellationTokenSource();
        var draining = costly.DrainAsync(stop.Token);
        await costly.SendAsync(new GetDataMessage([.. Enumerable.Repeat(new InventoryItem(InventoryKind.FilteredBlock, chain.Tip.Value), 200)]));
        for (var i = 0; i < 100; i++) await costly.SendAsync(MempoolMessage.Instance);

        for (var i = 0; i < 10; i++)
        {
            await honest.SendAsync(new GetDataMessage([InventoryItem.Of(chain.Tip)]));
            await honest.ExpectAsync<BlockMessage>();
        }
        await stop.CancelAsync();
        await draining;
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1_000_000)]
    public async Task A_short_question_has_no_endless_answer(int times)
    {
        var chain = new MemoryChain();
        chain.Add(TestBlocks.Chain(TestBlocks.Genesis, 1));
        await using var node = await TestNode.StartAsync(chain);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SendAsync(new GetBlockTransactionsMessage(chain.Tip, [.. new int[times]]));

        (await peer.ExpectEndAsync()).OfType<BlockTransactionsMessage>().ShouldBeEmpty("the same transaction more than once");
    }

    private static byte[] Flood(string what, int number, MemoryChain chain)
    {
        var start = number * 50_000;
        return what switch
        {
            "inv" => Frame(new InvMessage([.. Ids(start, 50_000).Select(id => InventoryItem.Of(new TxId(id)))])),
            "getdata" => Frame(new GetDataMessage([.. Ids(start, 50_000).Select(id => InventoryItem.Of(new TxId(id)))])),
            "notfound" => Frame(new NotFoundMessage([.. Ids(start, 50_000).Select(id => InventoryItem.Of(new TxId(id)))])),
            "addr" => Frame(new AddrMessage([.. Enumerable.Range(number * 1000, 1000).Select(Address)])),
            "known blocks" => Frame(new InvMessage([.. Enumerable.Repeat(InventoryItem.Of(chain.Tip), 50_000)])),
            "locators" => [.. Enumerable.Range(0, 50).SelectMany(_ => Frame(new GetHeadersMessage(new BlockLocator(170021, [.. Ids(start, 101)], BlockHash.Zero))))],
            "damaged blocks" => Damaged(),
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };
    }

    private static byte[] Damaged()
    {
        var frame = Frame(new CutMessage("block", new byte[500_000]));
        frame[20] ^= 1;
        return frame;
    }

    private static IEnumerable<Hash256> Ids(int start, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var bytes = new byte[Hash256.Size];
            BitConverter.TryWriteBytes(bytes, start + i);
            bytes[31] = 0x77;
            yield return new Hash256(bytes);
        }
    }

    private static TimedAddress Address(int number) =>
        new((uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds(), NetAddress.Of(new IPEndPoint(new IPAddress([11, (byte)(number >> 16), (byte)(number >> 8), (byte)number]), 99), 1));

    private static async Task SendAllAsync(ScriptedPeer peer, IEnumerable<IMessage> messages)
    {
        foreach (var message in messages)
            if (!await TrySendAsync(peer, Frame(message))) return;
    }

    private static async Task<bool> TrySendAsync(ScriptedPeer peer, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await peer.SendRawAsync(bytes);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static byte[] Frame(IMessage message)
    {
        using var frame = FrameCodec.Encode(message, TestNode.MessageStart.Span);
        return frame.Written.ToArray();
    }
}
