using System.Net;
using Flux.Consensus.Networks;
using Flux.Daemon.Node;
using Flux.Daemon.Options;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.P2P.Benchmarks;

/// <summary>Nodes of one network in this process, each on a loopback address of its own, with its own store.</summary>
internal sealed class NodeGroup(Network network, TimeProvider time) : IAsyncDisposable
{
    private const int Port = 21_001;

    private readonly string _folder = Directory.CreateTempSubdirectory("flux-p2p-bench-").FullName;
    private readonly List<FluxdNode> _nodes = [];

    public IReadOnlyList<FluxdNode> Nodes => _nodes;

    /// <summary>Where the node with that number listens.</summary>
    public static IPEndPoint AddressOf(int number) => new(new IPAddress([127, 33, (byte)(Environment.ProcessId % 250), (byte)(number + 1)]), Port);

    /// <summary>Starts one more node, which stays connected to those others.</summary>
    public async Task<FluxdNode> StartAsync(IEnumerable<int> dials)
    {
        var own = AddressOf(_nodes.Count);
        var folder = Directory.CreateDirectory(Path.Combine(_folder, $"{_nodes.Count}")).FullName;
        var options = new DaemonOptions
        {
            DataDirectory = folder,
            Network = network,
            RpcEndpoint = new IPEndPoint(IPAddress.Loopback, 1),
            CookieFile = Path.Combine(folder, ".cookie"),
            Wallet = false,
            Peers = new P2POptions
            {
                Rules = PeerRules.Of(network) with { OneConnectionPerNode = true },
                Listen = [own],
                OutboundAddress = own.Address,
                External = [own],
                // These and no others: the shape is the one that was asked for.
                AddNode = [.. dials.Select(number => AddressOf(number).ToString())],
                MaxOutbound = 0,
                UsesDnsSeeds = false,
            },
        };
        var node = await FluxdNode.StartAsync(options, time, NullLoggerFactory.Instance, CancellationToken.None);
        _nodes.Add(node);
        return node;
    }

    /// <summary>Stops the node that was started last; the next one gets its address and what it has stored.</summary>
    public async Task StopLastAsync()
    {
        await _nodes[^1].DisposeAsync();
        _nodes.RemoveAt(_nodes.Count - 1);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
