using System.Buffers.Binary;
using System.Net;
using Flux.Consensus.Networks;
using Flux.Daemon.Node;
using Flux.Daemon.Notifications;
using Flux.Daemon.Options;
using Flux.Primitives.Addresses;
using Microsoft.Extensions.Logging.Abstractions;
using NetMQ;
using NetMQ.Sockets;

namespace Flux.Daemon.Tests.Notifications;

/// <summary>What a real ZMQ subscriber hears of real blocks (chain reference §12.11).</summary>
public sealed class ZmqPublisherTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _directory = Directory.CreateTempSubdirectory("fluxd-zmq").FullName;
    private FluxdNode _node = null!;
    private MiningService _mining = null!;

    public async ValueTask InitializeAsync()
    {
        var network = NetworkCatalog.Local((uint)DateTimeOffset.UtcNow.AddDays(-1).ToUnixTimeSeconds(), 2);
        var options = new DaemonOptions { DataDirectory = _directory, Network = network, RpcEndpoint = new IPEndPoint(IPAddress.Loopback, 1), CookieFile = Path.Combine(_directory, ".cookie") };
        _node = await FluxdNode.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        _mining = new MiningService(_node, NullLoggerFactory.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _mining.DisposeAsync();
        await _node.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Blocks_transactions_and_reorganisations_are_published_and_counted()
    {
        var address = $"ipc://{Path.Combine(_directory, "feed")}";
        await using var publisher = new ZmqPublisher(_node.Chain, [.. ZmqTopics.All.Select(topic => new ZmqPublication(topic, address))], null, NullLogger<ZmqPublisher>.Instance);
        using var subscriber = new SubscriberSocket();
        subscriber.Connect(address);
        subscriber.SubscribeToAnyTopic();
        // A subscription takes effect a moment later, so blocks are made until one is heard of.
        await FirstHeardAsync(subscriber);
        await MineAsync();
        var first = ReadUpTo(subscriber, _node.Chain.Snapshot.Height);
        var hash = await MineAsync();
        var second = ReadUpTo(subscriber, _node.Chain.Snapshot.Height);
        Convert.ToHexStringLower(second["hashblock"].Body).ShouldBe(hash);
        Convert.ToHexStringLower(second["hashblockheight"].Body).ShouldBe(hash + HeightHex(_node.Chain.Snapshot.Height));
        second["rawblock"].Body.ShouldBe(_node.Chain.ReadBlockBytes(_node.Chain.Snapshot.Tip.Hash));
        second["checkedblock"].Body.ShouldBe(second["rawblock"].Body);
        var coinbase = _node.Chain.ReadBlock(_node.Chain.Snapshot.Tip.Hash)!.Transactions[0];
        Convert.ToHexStringLower(second["hashtx"].Body).ShouldBe(coinbase.Id.ToString());
        second["rawtx"].Body.ShouldBe(coinbase.ToBytes());
        // No nodes here: from, to, no reorganisation, three empty lists.
        Convert.ToHexStringLower(second["fluxnodelistdelta"].Body).ShouldBe(
            HeightHex(_node.Chain.Snapshot.Height - 1) + HeightHex(_node.Chain.Snapshot.Height) + Convert.ToHexStringLower(first["hashblock"].Body) + hash + "00" + "000000");
        foreach (var (topic, message) in second) message.Number.ShouldBe(first[topic].Number + 1, topic);

        var left = _node.Chain.Snapshot.Tip;
        (await _node.Chain.InvalidateAsync(left.Hash, CancellationToken.None)).ShouldBeTrue();
        var reorg = Read(subscriber, "chainreorg");
        var parent = left.Previous.ToString() + HeightHex(left.Height - 1);
        Convert.ToHexStringLower(reorg.Body).ShouldBe(hash + HeightHex(left.Height) + parent + parent);
        Convert.ToHexStringLower(Read(subscriber, "fluxnodelistdelta").Body).ShouldStartWith(HeightHex(left.Height) + HeightHex(left.Height - 1) + hash + left.Previous + "01");
    }

    [Fact]
    public void A_taken_address_is_named()
    {
        using var taken = new PublisherSocket();
        var port = taken.BindRandomPort("tcp://127.0.0.1");
        Should.Throw<IOException>(() => new ZmqSockets([new ZmqPublication("hashtx", $"tcp://127.0.0.1:{port}")])).Message.ShouldContain($"zmqpubhashtx=tcp://127.0.0.1:{port}");
    }

    private async Task<string> MineAsync()
    {
        var script = new Address(AddressKind.PubKeyHash, default).ToScript();
        return (await _mining.GenerateAsync(script, CancellationToken.None)).ToString();
    }

    private async Task FirstHeardAsync(SubscriberSocket subscriber)
    {
        for (var deadline = DateTime.UtcNow + Patience; DateTime.UtcNow < deadline;)
        {
            await MineAsync();
            if (TryRead(subscriber, TimeSpan.FromMilliseconds(200)) is not null) return;
        }
        throw new TimeoutException("no message");
    }

    /// <summary>The last message of each topic up to the block at a height.</summary>
    private static Dictionary<string, Message> ReadUpTo(SubscriberSocket subscriber, int height)
    {
        var messages = new Dictionary<string, Message>();
        // The list of nodes comes last; its second number is the height.
        while (!messages.TryGetValue("fluxnodelistdelta", out var last) || BinaryPrimitives.ReadInt32LittleEndian(last.Body.AsSpan(4)) < height)
        {
            var message = TryRead(subscriber, Patience) ?? throw new TimeoutException(string.Join(' ', messages.Keys));
            messages[message.Topic] = message;
        }
        return messages;
    }

    private static Message Read(SubscriberSocket subscriber, string topic)
    {
        while (true)
        {
            var message = TryRead(subscriber, Patience) ?? throw new TimeoutException(topic);
            if (message.Topic == topic) return message;
        }
    }

    private static Message? TryRead(SubscriberSocket subscriber, TimeSpan patience)
    {
        NetMQMessage? parts = null;
        if (!subscriber.TryReceiveMultipartMessage(patience, ref parts)) return null;
        parts.FrameCount.ShouldBe(3);
        return new Message(parts[0].ConvertToString(), parts[1].ToByteArray(), BinaryPrimitives.ReadUInt32LittleEndian(parts[2].ToByteArray()));
    }

    private static string HeightHex(int height)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, height);
        return Convert.ToHexStringLower(bytes);
    }

    private sealed record Message(string Topic, byte[] Body, uint Number);
}
