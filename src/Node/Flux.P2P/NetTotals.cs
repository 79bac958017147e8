namespace Flux.P2P;

/// <summary>Bytes sent and received by all connections since start.</summary>
public readonly record struct NetTotals(long BytesReceived, long BytesSent)
{
    /// <summary>Messages that were read and dealt with.</summary>
    public long Messages { get; init; }

    /// <summary>Wall time that took, waiting for the chain included.</summary>
    public TimeSpan BusyTime { get; init; }
}
