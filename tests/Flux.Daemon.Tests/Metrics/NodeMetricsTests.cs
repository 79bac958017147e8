using System.Net;
using System.Net.Sockets;
using Flux.Consensus.Networks;
using Flux.Daemon.Metrics;
using Flux.Daemon.Node;
using Flux.Daemon.Options;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Daemon.Tests.Metrics;

public sealed class NodeMetricsTests
{
    [Fact]
    public async Task Prometheus_reads_chain_pool_and_peers_and_a_taken_port_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("flux-metrics-").FullName;
        try
        {
            var options = new DaemonOptions
            {
                DataDirectory = folder,
                Network = NetworkCatalog.Local(1_700_000_000),
                RpcEndpoint = new IPEndPoint(IPAddress.Loopback, 1),
                CookieFile = Path.Combine(folder, ".cookie"),
            };
            await using var node = await FluxdNode.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
            var endpoint = FreeEndpoint();
            using var metrics = NodeMetrics.Start(node, endpoint);
            using var client = new HttpClient();

            var page = await client.GetStringAsync(new Uri($"http://{endpoint}/metrics"), TestContext.Current.CancellationToken);

            foreach (var line in (string[])["flux_chain_height", "flux_chain_headers", "flux_mempool_transactions", "flux_mempool_bytes", "flux_peers_bans", "flux_peers_received_bytes_total", "flux_peers_dropped_total", "flux_peers_messages_total", "flux_peers_busy_seconds_total"])
                page.ShouldContain($"\n{line}", customMessage: page);
            page.ShouldContain("direction=\"in\"");
            page.ShouldContain("table=\"tried\"");
            Should.Throw<IOException>(() => NodeMetrics.Start(node, endpoint)).Message.ShouldContain(endpoint.ToString());
            NodeMetrics.Start(node, null).ShouldBeNull("off by default");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IPEndPoint FreeEndpoint()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }
}
