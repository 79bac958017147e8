using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Flux.Chain.Templates;
using Flux.Consensus.Networks;
using Flux.Daemon.Metrics;
using Flux.Daemon.Node;
using Flux.Daemon.Options;
using Flux.Mining.Miner;
using Flux.P2P;
using Flux.Primitives.Scripts;
using Flux.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Daemon.Tests.Metrics;

public sealed partial class NodeMetricsTests
{
    private const int Port = 9_100;

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
            var endpoint = new IPEndPoint(OwnAddress.Take(), Port);
            using var metrics = NodeMetrics.Start(node, endpoint);
            using var client = new HttpClient();

            var page = await client.GetStringAsync(new Uri($"http://{endpoint}/metrics"), TestContext.Current.CancellationToken);

            foreach (var line in (string[])["flux_chain_height", "flux_chain_headers", "flux_mempool_transactions", "flux_mempool_bytes", "flux_peers_bans", "flux_peers_received_bytes_total", "flux_peers_dropped_total", "flux_peers_messages_total", "flux_peers_busy_seconds_total"])
                page.ShouldContain($"\n{line}", customMessage: page);
            page.ShouldContain("direction=\"in\"");
            page.ShouldContain("service_name=\"fluxd\"");
            page.ShouldContain("table=\"tried\"");
            Should.Throw<IOException>(() => NodeMetrics.Start(node, endpoint)).Message.ShouldContain(endpoint.ToString());
            NodeMetrics.Start(node, null).ShouldBeNull("off by default");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Every_figure_has_its_help_text_and_is_true()
    {
        const int Blocks = 3;
        var (folder, other) = (Directory.CreateTempSubdirectory("flux-metrics-").FullName, Directory.CreateTempSubdirectory("flux-metrics-").FullName);
        var cancellation = TestContext.Current.CancellationToken;
        try
        {
            var network = NetworkCatalog.Local((uint)DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds());
            await using var node = await FluxdNode.StartAsync(Options(folder, network, OwnAddress.Take()), TimeProvider.System, NullLoggerFactory.Instance, cancellation);
            using var miner = new BlockMiner(network, new MiningMeter(TimeProvider.System));
            for (var i = 0; i < Blocks; i++) await MineAsync(node, miner);
            var options = Options(other, network, OwnAddress.Take());
            await using var peer = await FluxdNode.StartAsync(
                options with { Peers = options.Peers with { AddNode = [node.Peers.ListenEndpoints[0].ToString()] } }, TimeProvider.System, NullLoggerFactory.Instance, cancellation);
            await node.Peers.BanAsync("203.0.113.0/24", DateTimeOffset.UtcNow.AddHours(1), cancellation);
            var endpoint = new IPEndPoint(OwnAddress.Take(), Port);
            using var metrics = NodeMetrics.Start(node, endpoint);
            using var client = new HttpClient();
            string page;
            Dictionary<string, double> figures;
            // The figures of peers are those of the last second, and the two nodes go on talking: they agree in a moment of quiet.
            var deadline = TimeProvider.System.GetTimestamp();
            while (true)
            {
                page = await client.GetStringAsync(new Uri($"http://{endpoint}/metrics"), cancellation);
                figures = Figures(page);
                var isQuiet = figures["flux_peers_received_bytes_total"] == peer.Peers.Totals.BytesSent && figures["flux_peers_sent_bytes_total"] == peer.Peers.Totals.BytesReceived;
                if (isQuiet && figures["flux_peers{direction=\"in\"}"] == 1 && figures["flux_peers_bans"] == 1 && peer.Chain.Snapshot.Height == Blocks) break;
                TimeProvider.System.GetElapsedTime(deadline).ShouldBeLessThan(TimeSpan.FromSeconds(90), page);
            }

            var facts = (await node.Peers.PeersAsync(cancellation)).ShouldHaveSingleItem();
            figures["flux_chain_height"].ShouldBe(Blocks);
            figures["flux_chain_headers"].ShouldBe(Blocks);
            figures["flux_chain_initial_download"].ShouldBe(node.Chain.Snapshot.IsInitialDownload ? 1 : 0);
            figures["flux_chain_tip_age_seconds"].ShouldBeInRange(0, 24 * 3600);
            figures["flux_mempool_transactions"].ShouldBe(0);
            figures["flux_peers{direction=\"out\"}"].ShouldBe(0);
            figures["flux_peers_blocks_in_flight"].ShouldBe(0);
            figures["flux_peers_messages_total"].ShouldBeInRange(5, facts.Messages);
            figures["flux_peers_received_bytes_total"].ShouldBeGreaterThan(100);
            figures["flux_peers_held_bytes"].ShouldBeLessThan(1_000_000);
            var families = page.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToList();
            families.Count(name => name.StartsWith("flux_", StringComparison.Ordinal)).ShouldBe(17);
            foreach (var name in families) page.ShouldContain($"# HELP {name} ", customMessage: $"{name} has no help text");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            Directory.Delete(other, recursive: true);
        }
    }

    private static DaemonOptions Options(string folder, Network network, IPAddress address) => new()
    {
        DataDirectory = folder,
        Network = network,
        RpcEndpoint = new IPEndPoint(IPAddress.Loopback, 1),
        CookieFile = Path.Combine(folder, ".cookie"),
        Peers = new P2POptions { Rules = PeerRules.Of(network), Listen = [new IPEndPoint(address, 0)] },
    };

    private static async Task MineAsync(FluxdNode node, BlockMiner miner)
    {
        var script = new Script(Convert.FromHexString("76a914000102030405060708090a0b0c0d0e0f1011121388ac"));
        var template = await node.Chain.BuildTemplateAsync(script, new TemplateOptions(), TestContext.Current.CancellationToken);
        var header = await miner.SolveAsync(template.Block.Header, template.Height, 1, TestContext.Current.CancellationToken);
        (await node.Chain.SubmitBlockAsync(template.Block with { Header = header }, requested: true, TestContext.Current.CancellationToken)).IsConnected.ShouldBeTrue();
    }

    /// <summary>Name and labels to the value; labels of the exporter itself are left out.</summary>
    private static Dictionary<string, double> Figures(string page)
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in page.Split('\n').Where(line => line.StartsWith("flux_", StringComparison.Ordinal)))
        {
            var (name, rest) = (line[..line.IndexOfAny([' ', '{'])], line);
            var label = Label().Match(line) is { Success: true } match ? $"{{{match.Value}}}" : "";
            var value = rest[(rest.LastIndexOf('}') + 1)..].Trim().Split(' ')[line.Contains('}', StringComparison.Ordinal) ? 0 : 1];
            figures[name + label] = double.Parse(value, CultureInfo.InvariantCulture);
        }
        return figures;
    }

    [GeneratedRegex("(direction|table)=\"[a-z]+\"")]
    private static partial Regex Label();
}
