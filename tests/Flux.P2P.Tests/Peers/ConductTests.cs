using System.Collections.Immutable;
using System.Net;
using Flux.P2P.Tests.Support;
using Flux.P2P.Wire;

namespace Flux.P2P.Tests.Peers;

public sealed class ConductTests
{
    public static TheoryData<string, int> Scores => new()
    {
        { "addr", 20 },
        { "inv", 20 },
        { "getdata", 20 },
        { "headers", 20 },
        { "gap", 20 },
        { "locator", 20 },
        { "malformed", 1 },
        { "unknown command", 0 },
        { "alert", 0 },
        { "bad checksum", 0 },
        { "surplus", 0 },
    };

    [Theory]
    [MemberData(nameof(Scores))]
    public async Task Each_offence_costs_its_points_and_the_connection_stays(string what, int score)
    {
        await using var node = await TestNode.StartAsync();
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SendRawAsync(Offend(what));

        await peer.SettleAsync();
        (await node.Network.PeersAsync()).Single().BanScore.ShouldBe(score);
    }

    [Theory]
    [InlineData("wrong start")]
    [InlineData("too long")]
    [InlineData("large filter")]
    [InlineData("many functions")]
    [InlineData("long element")]
    [InlineData("cmpheaders")]
    [InlineData("unknown transaction format")]
    public async Task Some_things_end_the_connection_at_once(string what)
    {
        await using var node = await TestNode.StartAsync();
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await using var innocent = await ScriptedPeer.ReadyAsync(node);
        await peer.SendRawAsync(Offend(what));

        await peer.ExpectEndAsync();
        await innocent.SettleAsync();
        (await node.Network.BansAsync()).ShouldBeEmpty("addresses of this machine are not banned");
    }

    [Fact]
    public async Task Points_add_up_to_the_limit()
    {
        await using var node = await TestNode.StartAsync();
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        for (var i = 0; i < 4; i++) await peer.SendRawAsync(Offend("addr"));
        await peer.SettleAsync();
        await peer.SendRawAsync(Offend("addr"));

        await peer.ExpectEndAsync();
    }

    [Fact]
    public async Task Random_bytes_end_only_the_connection_they_came_on()
    {
        var random = new Random(7);
        await using var node = await TestNode.StartAsync();
        await using var innocent = await ScriptedPeer.ReadyAsync(node);
        for (var i = 0; i < 30; i++)
        {
            await using var peer = await ScriptedPeer.ReadyAsync(node);
            var bytes = new byte[random.Next(1, 5000)];
            random.NextBytes(bytes);
            await peer.SendRawAsync(bytes);
            if (bytes.Length >= 4) await peer.ExpectEndAsync();
        }
        await innocent.SettleAsync();
        (await node.Network.PeersAsync()).Count(peer => peer.IsReady).ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task Any_payload_under_any_command_is_survived()
    {
        var random = new Random(11);
        await using var node = await TestNode.StartAsync();
        await using var innocent = await ScriptedPeer.ReadyAsync(node);
        foreach (var command in MessageCatalog.Commands)
        {
            await using var peer = await ScriptedPeer.ReadyAsync(node);
            for (var i = 0; i < 40; i++)
            {
                var payload = new byte[random.Next(0, 300)];
                random.NextBytes(payload);
                try
                {
                    await peer.SendAsync(new CutMessage(command, payload));
                }
                catch (System.Net.Sockets.SocketException)
                {
                    break;
                }
            }
        }
        await innocent.SettleAsync();
    }

    private static byte[] Offend(string what)
    {
        var address = new TimedAddress(1, NetAddress.Of(new IPEndPoint(IPAddress.Loopback, 1), 1));
        var item = new InventoryItem(InventoryKind.None, default);
        var header = TestBlocks.Genesis.Header;
        return what switch
        {
            "addr" => Frame(new AddrMessage([.. Enumerable.Repeat(address, 1001)])),
            "inv" => Frame(new InvMessage([.. Enumerable.Repeat(item, 50_001)])),
            "getdata" => Frame(new GetDataMessage([.. Enumerable.Repeat(item, 50_001)])),
            "headers" => Frame(new HeadersMessage([.. TestBlocks.Chain(TestBlocks.Genesis, 161).Select(block => block.Header)])),
            "gap" => Frame(new HeadersMessage([header, header])),
            "locator" => Frame(new GetHeadersMessage(new BlockLocator(1, [.. Enumerable.Repeat(TestBlocks.Fill(1), 102)], default))),
            "malformed" => Frame(new CutMessage("ping", [1, 2])),
            "unknown command" => Frame(new CutMessage("hello", [1, 2])),
            "alert" => Frame(new AlertMessage(new byte[5], new byte[7])),
            "bad checksum" => Corrupt(Frame(new PingMessage(3))),
            "surplus" => Frame(new CutMessage("ping", new byte[9])),
            "wrong start" => [0x24, 0xe9, 0x27, 0x64, .. Frame(new PingMessage(1))[4..]],
            "too long" => TooLong(),
            "large filter" => Frame(new FilterLoadMessage(new byte[36_001], 1, 1, 0)),
            "many functions" => Frame(new FilterLoadMessage(new byte[3], 51, 1, 0)),
            "long element" => Frame(new FilterAddMessage(new byte[521])),
            "cmpheaders" => Frame(new CompactHeadersMessage(ImmutableArray.Create(new CompactHeader(header, default)))),
            "unknown transaction format" => Frame(new CutMessage("tx", Convert.FromHexString("0500008085202f890000000000000000000000000000000000000000"))),
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };
    }

    private static byte[] Frame(IMessage message)
    {
        using var frame = FrameCodec.Encode(message, TestNode.MessageStart.Span);
        return frame.Written.ToArray();
    }

    private static byte[] Corrupt(byte[] frame)
    {
        frame[^1] ^= 1;
        return frame;
    }

    private static byte[] TooLong()
    {
        var frame = Frame(new PingMessage(1));
        BitConverter.TryWriteBytes(frame.AsSpan(16), FrameCodec.LargestPayload + 1);
        return frame;
    }
}
