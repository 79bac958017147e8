using System.Net;
using System.Net.Sockets;
using Flux.P2P.Peers;
using Flux.P2P.Tests.Support;
using Flux.P2P.Wire;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.P2P.Tests.Peers;

/// <summary>Who takes slowly what it is sent, who had nothing to take, and who takes nothing any more (chain reference §11.8).</summary>
public sealed class SlowTakerTests : IAsyncDisposable
{
    private const int LargeMessage = 2_000_000;

    private readonly ManualTime _time = new();
    private readonly MonotonicClock _clock;
    private readonly Socket _far;
    private readonly Socket _near;
    private readonly PeerTable _peers = new();
    private readonly Peer _peer;
    private readonly Liveness _liveness;

    public SlowTakerTests()
    {
        _clock = new MonotonicClock(_time);
        (_near, _far) = Connected();
        var options = new P2POptions { Rules = TestNode.QuickRules };
        _peer = new Peer(1, new PeerConnection(_near, TestNode.MessageStart, _clock, new TrafficTotals()), PeerPurpose.Inbound, null, _clock);
        _peers.Add(_peer);
        _peers.SetReady(_peer);
        var conduct = new Conduct(options, _peers, new BanList(_clock, null), _clock, NullLogger<Conduct>.Instance);
        _liveness = new Liveness(TestNode.QuickRules, new MemoryChain(), _peers, conduct, _clock);
    }

    [Fact]
    public async Task Every_piece_of_a_large_message_that_the_peer_takes_counts_as_taken()
    {
        Pass(TimeSpan.FromSeconds(100));
        _peer.Connection.Send(new CutMessage("block", new byte[LargeMessage]));
        var start = _clock.Now;
        for (var taken = 0; taken < LargeMessage / 2;)
        {
            taken += await TakeAsync(100_000);
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        await Eventually.BecomesTrueAsync(() => _peer.Connection.LastSend > start, "a piece counted before the last one was taken");
        _peer.Connection.Queued.ShouldBeInRange(1, LargeMessage);
        _liveness.OnTick();
        IsConnected.ShouldBeTrue("a minute and more for one message, but never a minute without a piece");
    }

    [Fact]
    public async Task Who_had_nothing_to_take_for_minutes_is_not_dropped_when_something_is_queued()
    {
        _peer.Connection.Send(new PingMessage(1));
        await Eventually.BecomesTrueAsync(() => _peer.Connection.Queued == 0, "taken");
        FillSystemBuffers();
        Pass(TimeSpan.FromSeconds(100));

        _peer.Connection.Send(new CutMessage("block", new byte[LargeMessage]));
        _liveness.OnTick();
        IsConnected.ShouldBeTrue("it was queued this very moment");
        Pass(TimeSpan.FromSeconds(59));
        _liveness.OnTick();
        IsConnected.ShouldBeTrue("59 s");

        await IsDroppedAsync(TimeSpan.FromSeconds(2), "61 s in which nothing was taken");
    }

    [Fact]
    public async Task Who_takes_again_before_the_limit_begins_anew()
    {
        FillSystemBuffers();
        _peer.Connection.Send(new CutMessage("block", new byte[LargeMessage]));
        Pass(TimeSpan.FromSeconds(50));
        var before = _peer.Connection.LastSend;
        while (_peer.Connection.LastSend == before) await TakeAsync(100_000);
        Pass(TimeSpan.FromSeconds(50));
        _liveness.OnTick();
        IsConnected.ShouldBeTrue("100 s after it was queued, 50 s after a piece was taken");

        await IsDroppedAsync(TimeSpan.FromSeconds(11), "61 s after the last piece was taken");
    }

    [Fact]
    public async Task Two_nodes_that_have_much_to_tell_each_other_at_once_do_not_wait_for_each_other()
    {
        var (left, right) = (PoolOf(1), PoolOf(2));
        await using var a = await TestNode.StartAsync(pool: left);
        await using var b = await TestNode.StartAsync(pool: right);
        await a.ConnectToAsync(b);

        await Eventually.BecomesTrueAsync(() => left.Ids(int.MaxValue).Count == 800 && right.Ids(int.MaxValue).Count == 800,
            () => $"both have all 800; left {left.Ids(int.MaxValue).Count}, right {right.Ids(int.MaxValue).Count}");
        (await a.Network.PeersAsync()).ShouldHaveSingleItem().Id.ShouldBe(1, "it is the first connection still");
    }

    /// <summary>
    /// Steps until the peer is dropped. The system takes what its buffers have room for at a moment of its own, and every piece counts, so that it may be
    /// later than the first step, but never while a piece was taken within the limit.
    /// </summary>
    private async Task IsDroppedAsync(TimeSpan step, string what)
    {
        var lastTaken = TimeSpan.Zero;
        await Eventually.BecomesTrueAsync(
            () =>
            {
                Pass(step);
                lastTaken = _peer.Connection.LastSend;
                _liveness.OnTick();
                return !IsConnected;
            },
            what);
        (_clock.Now - lastTaken).ShouldBeGreaterThan(TimeSpan.FromSeconds(60));
        _peer.Connection.CloseReason.ShouldBe("takes nothing any more");
    }

    private bool IsConnected => _peers.Contains(_peer);

    /// <summary>400 transactions of 100,000 bytes: more than the buffers of both systems hold.</summary>
    private static MemoryPool PoolOf(byte number)
    {
        var pool = new MemoryPool();
        for (var i = 0; i < 400; i++)
        {
            pool.AddOwn(new Transaction
            {
                Version = 1,
                Inputs = [new TxInput(new OutPoint(MemoryPool.Mined, (uint)((number * 1000) + i)), Script.Empty, uint.MaxValue)],
                Outputs = [new TxOutput(Amount.Zero, new Script(new byte[100_000]))],
            });
        }
        return pool;
    }

    private void Pass(TimeSpan span) => _time.Advance(span);

    private async Task<int> TakeAsync(int most)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _far.ReceiveAsync(new byte[most], SocketFlags.None, limit.Token);
    }

    /// <summary>From here on no more of what is queued leaves than the system makes room for by itself, which is little.</summary>
    private void FillSystemBuffers()
    {
        _near.Blocking = false;
        var bytes = new byte[65_536];
        for (var full = 0; full < 20;)
        {
            _near.Send(bytes, SocketFlags.None, out var error);
            full = error == SocketError.WouldBlock ? full + 1 : 0;
            if (full > 0) Thread.Yield();
        }
    }

    private static (Socket Near, Socket Far) Connected()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 65_536 };
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var near = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { SendBufferSize = 65_536 };
        near.Connect(listener.LocalEndPoint!);
        return (near, listener.Accept());
    }

    public async ValueTask DisposeAsync()
    {
        _far.Dispose();
        await _peer.Connection.DisposeAsync();
    }
}
