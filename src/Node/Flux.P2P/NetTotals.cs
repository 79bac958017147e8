namespace Flux.P2P;

/// <summary>Bytes sent and received by all connections since start.</summary>
public readonly record struct NetTotals(long BytesReceived, long BytesSent);
