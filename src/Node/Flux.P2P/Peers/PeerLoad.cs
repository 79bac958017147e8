using System.Diagnostics;
using Flux.P2P.Wire;

namespace Flux.P2P.Peers;

/// <summary>
/// What one peer costs us: messages, the time spent on them, and messages that bring nothing (pings, repeated greetings, commands nobody knows),
/// which a bucket bounds. Requests and transactions are bounded elsewhere: a session deals with one message at a time, so who asks for much waits
/// for itself. Owned by the session of the peer; the sums may be read from any thread.
/// </summary>
internal sealed class PeerLoad(MonotonicClock clock)
{
    private const double ChatterPerSecond = 50;
    private const double MostChatter = 1000;

    private double _room = MostChatter;
    private TimeSpan _roomAt = clock.Now;
    private long _messages;
    private long _busyTicks;

    /// <summary>Messages that came.</summary>
    public long Messages => Volatile.Read(ref _messages);

    /// <summary>Wall time spent dealing with them, waiting for the chain included, for the peer not.</summary>
    public TimeSpan Busy => new(Volatile.Read(ref _busyTicks));

    /// <summary>Counts a message; true when it is one of too many that bring nothing.</summary>
    public bool CountIsTooMuch(Incoming incoming)
    {
        Volatile.Write(ref _messages, _messages + 1);
        if (!IsChatter(incoming.Message)) return false;
        var now = clock.Now;
        _room = Math.Min(MostChatter, _room + ((now - _roomAt).TotalSeconds * ChatterPerSecond));
        _roomAt = now;
        if (_room < 1) return true;
        _room--;
        return false;
    }

    /// <summary>Counts the time since a timestamp, less what was spent waiting for the peer, and returns it; any thread.</summary>
    public TimeSpan Spent(long since, TimeSpan waited = default)
    {
        var spent = Stopwatch.GetElapsedTime(since) - waited;
        Interlocked.Add(ref _busyTicks, spent.Ticks);
        return spent;
    }

    private static bool IsChatter(IMessage? message) => message switch
    {
        InvMessage { Items.IsEmpty: true } or HeadersMessage { Headers.IsEmpty: true } or GetDataMessage { Items.IsEmpty: true } => true,
        AddrMessage or InvMessage or HeadersMessage or GetDataMessage or GetHeadersMessage or GetBlocksMessage or TxMessage or BlockMessage
            or CompactBlockMessage or BlockTransactionsMessage or GetBlockTransactionsMessage or CompactHeadersMessage => false,
        _ => true,
    };
}
