namespace Flux.P2P.Peers;

/// <summary>Bytes and messages of all connections; counted from many threads.</summary>
internal sealed class TrafficTotals
{
    private long _received;
    private long _sent;
    private long _messages;
    private long _busyTicks;

    public NetTotals Snapshot => new(Volatile.Read(ref _received), Volatile.Read(ref _sent))
    {
        Messages = Volatile.Read(ref _messages),
        BusyTime = new TimeSpan(Volatile.Read(ref _busyTicks)),
    };

    public void AddReceived(int bytes) => Interlocked.Add(ref _received, bytes);

    /// <summary>A message came.</summary>
    public void AddMessage() => Interlocked.Increment(ref _messages);

    /// <summary>Dealing with one took so long.</summary>
    public void AddBusy(TimeSpan busy) => Interlocked.Add(ref _busyTicks, busy.Ticks);

    public void AddSent(int bytes) => Interlocked.Add(ref _sent, bytes);
}
