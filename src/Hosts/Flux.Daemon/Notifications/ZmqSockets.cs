using System.Buffers.Binary;
using NetMQ;
using NetMQ.Sockets;

namespace Flux.Daemon.Notifications;

/// <summary>The bound sockets, one an address, and a message counter for each publication. For one thread at a time.</summary>
internal sealed class ZmqSockets : IDisposable
{
    private const int MostWaiting = 1000;

    private readonly Dictionary<string, PublisherSocket> _sockets = [];
    private readonly List<Feed> _feeds = [];

    /// <exception cref="IOException">An address cannot be bound; the message names it.</exception>
    public ZmqSockets(IReadOnlyList<ZmqPublication> publications)
    {
        try
        {
            foreach (var publication in publications) _feeds.Add(new Feed(publication.Topic, SocketOf(publication)));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Somebody may listen to the topic.</summary>
    public bool Has(string topic) => _feeds.Exists(feed => feed.Topic == topic);

    /// <summary>Sends one message. A subscriber that is too slow loses messages; the numbers tell it.</summary>
    public void Send(string topic, ReadOnlySpan<byte> body)
    {
        foreach (var feed in _feeds)
        {
            if (feed.Topic != topic) continue;
            var number = new byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(number, feed.Sent++);
            feed.Socket.SendMoreFrame(topic).SendMoreFrame(body.ToArray()).SendFrame(number);
        }
    }

    public void Dispose()
    {
        foreach (var socket in _sockets.Values) socket.Dispose();
    }

    private PublisherSocket SocketOf(ZmqPublication publication)
    {
        if (_sockets.TryGetValue(publication.Address, out var known)) return known;
        var socket = new PublisherSocket();
        socket.Options.SendHighWatermark = MostWaiting;
        socket.Options.Linger = TimeSpan.Zero;
        _sockets.Add(publication.Address, socket);
        try
        {
            socket.Bind(publication.Address);
        }
        catch (Exception e) when (e is NetMQException or ArgumentException or System.Net.Sockets.SocketException)
        {
            throw new IOException($"zmqpub{publication.Topic}={publication.Address}: cannot be bound: {e.Message}", e);
        }
        return socket;
    }

    private sealed class Feed(string topic, PublisherSocket socket)
    {
        public string Topic { get; } = topic;

        public PublisherSocket Socket { get; } = socket;

        public uint Sent { get; set; }
    }
}
