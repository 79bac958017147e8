namespace Flux.Ingress.Routes;

/// <summary>All ports of one app and when it was asked for last.</summary>
internal sealed class AppTarget(string app, IReadOnlyList<PortTarget> ports, IReadOnlyList<string> domains)
{
    private long lastAsked;

    public string App { get; } = app;

    public IReadOnlyList<PortTarget> Ports { get; } = ports;

    public IReadOnlyList<string> Domains { get; } = domains;

    /// <summary>Timestamp (<see cref="TimeProvider.GetTimestamp"/>) of the last request; 0 before the first.</summary>
    public long LastAsked => Interlocked.Read(ref lastAsked);

    public void Asked(long timestamp) => Interlocked.Exchange(ref lastAsked, timestamp);

    /// <summary>The target of a port; the first for port 0; null when the app has no such port.</summary>
    public PortTarget? Find(int port) => port == 0 && Ports is [var first, ..] ? first : Ports.FirstOrDefault(one => one.Port == port);
}
