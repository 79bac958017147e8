using System.Net;
using System.Net.Sockets;
using Flux.Daemon.Tests.Peers.Recorded;
using Flux.TestKit;

namespace Flux.Daemon.Tests.Peers.Sync;

/// <summary>A peer of the test that serves a recorded chain over a socket, with one fault.</summary>
internal sealed class ChainServer : IAsyncDisposable
{
    private const int GoodBlocksFirst = 5;
    private const int GoodBlocksBeforeCut = 100;
    private static readonly byte[] NotFoundItem = [1];

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ServedChain _chain;
    private readonly ServerFault _fault;
    private readonly Task _accepting;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _sessions = [];
    private readonly TaskCompletionSource _dropped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _drops;

    public ChainServer(ServedChain chain, ServerFault fault)
    {
        (_chain, _fault) = (chain, fault);
        _listener.Bind(new IPEndPoint(OwnAddress.Take(), 0));
        _listener.Listen();
        _accepting = Task.Run(AcceptAsync);
    }

    public string Name => _listener.LocalEndPoint!.ToString()!;

    public ServerFault Fault => _fault;

    /// <summary>How often the node closed the connection.</summary>
    public int Drops => Volatile.Read(ref _drops);

    /// <summary>Requests for blocks that were answered with the fault.</summary>
    public int Misdeeds { get; private set; }

    /// <summary>Blocks that were served whole.</summary>
    public int Served { get; private set; }

    /// <summary>Waits until the node has closed a connection: one that floods is let go even when there is nothing more to fetch.</summary>
    public async Task IsDroppedAsync(TimeSpan patience) => await _dropped.Task.WaitAsync(patience);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                _sessions.Add(Task.Run(() => ServeAsync(socket)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var peer = new TalkSocket(socket);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var flooding = _fault == ServerFault.Floods ? Task.Run(() => FloodAsync(peer, over.Token)) : Task.CompletedTask;
        var session = new Session(peer);
        while (!session.IsClosed && await peer.ReadAsync(fromOpener: true) is { } frame) await AnswerAsync(session, frame);
        if (!session.IsClosed && !_stop.IsCancellationRequested)
        {
            Interlocked.Increment(ref _drops);
            _dropped.TrySetResult();
        }
        await over.CancelAsync();
        await peer.DisposeAsync();
        await flooding;
    }

    private async Task AnswerAsync(Session session, TalkFrame frame)
    {
        if (_fault == ServerFault.Silent && session.Blocks >= GoodBlocksFirst) return;
        switch (frame.Command)
        {
            case "version":
                await session.SendAsync("version", Version());
                await session.SendAsync("verack", []);
                break;
            case "ping":
                await session.SendAsync("pong", frame.Payload);
                break;
            case "getheaders" when _fault != ServerFault.KeepsHeaders:
                await session.SendAsync("headers", Headers(frame.Payload));
                break;
            case "getdata":
                foreach (var item in Items(frame.Payload)) await ServeBlockAsync(session, item);
                break;
        }
    }

    private async Task ServeBlockAsync(Session session, byte[] item)
    {
        if (session.IsClosed || _chain.Find(item.AsSpan(4)) is not { } block) return;
        var isFaulty = session.Blocks++ >= (_fault == ServerFault.Cuts ? GoodBlocksBeforeCut : GoodBlocksFirst);
        if (!isFaulty || _fault is ServerFault.None or ServerFault.Floods or ServerFault.KeepsHeaders or ServerFault.ForgesHeaders)
        {
            await session.SendAsync("block", block);
            Served++;
            return;
        }
        Misdeeds++;
        switch (_fault)
        {
            case ServerFault.ForgesBlocks:
                await session.SendAsync("block", [.. block[..^1], (byte)(block[^1] ^ 1)]);
                break;
            case ServerFault.Cuts:
                await session.SendHalfAsync(block);
                await session.CloseAsync();
                break;
            case ServerFault.Drips:
                await session.SendHalfAsync(block, bytes: 1);
                break;
            case ServerFault.NotFound:
                await session.SendAsync("notfound", [.. NotFoundItem, .. item]);
                break;
        }
    }

    private byte[] Headers(byte[] getheaders)
    {
        const int bitsAt = 1 + 104;
        var headers = _chain.HeadersAfter(getheaders);
        if (_fault == ServerFault.ForgesHeaders && headers[0] > 0) headers[bitsAt] ^= 1;
        return headers;
    }

    private static async Task FloodAsync(TalkSocket peer, CancellationToken stop)
    {
        var ping = new TalkFrame(false, "ping", [1, 2, 3, 4, 5, 6, 7, 8]);
        try
        {
            while (!stop.IsCancellationRequested) await peer.SendAsync(ping);
        }
        catch (ObjectDisposedException)
        {
            // The connection is gone.
        }
    }

    private byte[] Version()
    {
        var address = new byte[26];
        return [0x25, 0x98, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes((long)_chain.Tip.Time), .. address, .. address, .. Guid.NewGuid().ToByteArray()[..8],
            6, .. "/test/"u8, .. BitConverter.GetBytes(_chain.Height), 1];
    }

    private static IEnumerable<byte[]> Items(byte[] getdata)
    {
        for (var at = 1; at + 36 <= getdata.Length; at += 36) yield return getdata[at..(at + 36)];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_sessions);
        _stop.Dispose();
    }

    private sealed class Session(TalkSocket peer)
    {
        public int Blocks { get; set; }

        public bool IsClosed { get; private set; }

        public Task SendAsync(string command, byte[] payload) => peer.SendAsync(new TalkFrame(false, command, payload));

        /// <summary>The frame header of a block and some of its bytes.</summary>
        public Task SendHalfAsync(byte[] block, int? bytes = null) =>
            peer.SendAsync(new TalkFrame(false, "", [.. TalkSocket.Encode(new TalkFrame(false, "block", block))[..(24 + (bytes ?? (block.Length / 2)))]]));

        public async Task CloseAsync()
        {
            IsClosed = true;
            await peer.DisposeAsync();
        }
    }
}
