namespace Flux.P2P.Peers;

/// <summary>Bytes of all connections; counted from many threads.</summary>
internal sealed class TrafficTotals
{
    private long _received;
    private long _sent;

    public NetTotals Snapshot => new(Volatile.Read(ref _received), Volatile.Read(ref _sent));

    public void AddReceived(int bytes) => Interlocked.Add(ref _received, bytes);

    public void AddSent(int bytes) => Interlocked.Add(ref _sent, bytes);
}
