using System.Diagnostics.Metrics;
using System.Net;
using Flux.Daemon.Node;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Flux.Daemon.Metrics;

/// <summary>
/// What fluxd tells a Prometheus server: every figure is read from a snapshot when it is asked for, so that nobody who asks can slow the node down.
/// </summary>
internal sealed class NodeMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Flux.Daemon";

    private readonly Meter _meter = new(MeterName);
    private readonly MeterProvider? _provider;

    private NodeMetrics(FluxdNode node, IPEndPoint endpoint)
    {
        DescribeChain(node);
        DescribePool(node);
        DescribePeers(node);
        _provider = Sdk.CreateMeterProviderBuilder().ConfigureResource(resource => resource.AddService("fluxd", autoGenerateServiceInstanceId: false)).AddMeter(MeterName)
            .AddPrometheusHttpListener(options => (options.Host, options.Port) = (Host(endpoint), endpoint.Port))
            .Build();
    }

    /// <summary>Serves /metrics at the end point, or nothing when it is null.</summary>
    /// <exception cref="IOException">The end point cannot be used; the message names it.</exception>
    public static NodeMetrics? Start(FluxdNode node, IPEndPoint? endpoint)
    {
        if (endpoint is null) return null;
        try
        {
            return new NodeMetrics(node, endpoint);
        }
        catch (Exception error) when (error.GetBaseException() is HttpListenerException)
        {
            throw new IOException($"Cannot serve metrics on {endpoint}: {error.GetBaseException().Message}", error);
        }
    }

    public void Dispose()
    {
        _provider?.Dispose();
        _meter.Dispose();
    }

    private void DescribeChain(FluxdNode node)
    {
        Gauge("flux.chain.height", "Height of the last connected block", () => node.Chain.Snapshot.Height);
        Gauge("flux.chain.headers", "Height of the best known header", () => node.Chain.Snapshot.BestHeader.Height);
        Gauge("flux.chain.tip_age_seconds", "Clock minus the time of the last connected block", () => node.Time.GetUtcNow().ToUnixTimeSeconds() - node.Chain.Snapshot.Tip.Time);
        Gauge("flux.chain.initial_download", "1 while the node catches up", () => node.Chain.Snapshot.IsInitialDownload ? 1 : 0);
    }

    private void DescribePool(FluxdNode node)
    {
        Gauge("flux.mempool.transactions", "Waiting transactions", () => node.Chain.Mempool.Count);
        Gauge("flux.mempool.bytes", "Their serialized size", () => node.Chain.Mempool.Bytes);
    }

    private void DescribePeers(FluxdNode node)
    {
        _meter.CreateObservableGauge("flux.peers", () =>
            new[] { Peers(node.Peers.Counts.Inbound, "in"), Peers(node.Peers.Counts.Outbound, "out") }, description: "Connections with finished handshake");
        _meter.CreateObservableGauge("flux.addresses", () =>
            new[] { Table(node.Peers.Counts.TriedAddresses, "tried"), Table(node.Peers.Counts.KnownAddresses - node.Peers.Counts.TriedAddresses, "new") }, description: "Known addresses of nodes");
        Gauge("flux.peers.blocks_in_flight", "Blocks asked for that have not come", () => node.Peers.Counts.BlocksInFlight);
        Gauge("flux.peers.bans", "Bans in force", () => node.Peers.Counts.Bans);
        Gauge("flux.peers.orphan_transactions", "Transactions whose parents are missing", () => node.Peers.Counts.OrphanTransactions);
        Gauge("flux.peers.held_bytes", "Memory held for peers", () => node.Peers.Counts.HeldBytes);
        _meter.CreateObservableCounter("flux.peers.dropped", () => node.Peers.Counts.DroppedAtFault, description: "Connections ended for a fault of the peer");
        _meter.CreateObservableCounter("flux.peers.messages", () => node.Peers.Totals.Messages, description: "Messages of peers dealt with");
        _meter.CreateObservableCounter("flux.peers.busy_seconds", () => node.Peers.Totals.BusyTime.TotalSeconds, description: "Wall time spent on them, waiting for the chain included");
        _meter.CreateObservableCounter("flux.peers.received_bytes", () => node.Peers.Totals.BytesReceived, description: "Bytes received from peers");
        _meter.CreateObservableCounter("flux.peers.sent_bytes", () => node.Peers.Totals.BytesSent, description: "Bytes sent to peers");
    }

    private void Gauge(string name, string description, Func<long> read) => _meter.CreateObservableGauge(name, read, description: description);

    private static Measurement<int> Peers(int count, string direction) => new(count, new KeyValuePair<string, object?>("direction", direction));

    private static Measurement<int> Table(int count, string table) => new(count, new KeyValuePair<string, object?>("table", table));

    private static string Host(IPEndPoint endpoint) => endpoint.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{endpoint.Address}]" : endpoint.Address.ToString();
}
