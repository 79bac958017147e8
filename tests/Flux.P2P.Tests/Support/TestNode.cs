using System.Net;
using Flux.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.P2P.Tests.Support;

/// <summary>A peer network over a chain and a pool in memory, listening on a loopback address of its own.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    private TestNode(PeerNetwork network, MemoryChain chain, MemoryPool pool) => (Network, Chain, Pool) = (network, chain, pool);

    public static ReadOnlyMemory<byte> MessageStart { get; } = new byte[] { 0xf7, 0x10, 0xca, 0x15 };

    public PeerNetwork Network { get; }

    public MemoryChain Chain { get; }

    public MemoryPool Pool { get; }

    public IPEndPoint EndPoint => Network.ListenEndpoints[0];

    public string Name => EndPoint.ToString();

    public static PeerRules QuickRules { get; } = new()
    {
        MessageStart = MessageStart,
        DefaultPort = 18125,
        Spacing = TimeSpan.FromSeconds(2),
        TrickleInterval = TimeSpan.Zero,
        LongestRetryPause = TimeSpan.FromMilliseconds(500),
        ResendInterval = TimeSpan.FromSeconds(10),
        AskMempoolOnConnect = true,
        AllowPrivateAddresses = true,
        OneConnectionPerNode = true,
    };

    /// <summary>An address of this machine that no other node has, neither of this run nor of one beside it.</summary>
    public static IPAddress NewAddress() => OwnAddress.Take();

    public static async Task<TestNode> StartAsync(
        MemoryChain? chain = null, Func<P2POptions, P2POptions>? change = null, TimeProvider? time = null, MemoryPool? pool = null)
    {
        chain ??= new MemoryChain();
        pool ??= new MemoryPool();
        var options = new P2POptions { Rules = QuickRules, Listen = [new IPEndPoint(NewAddress(), 0)] };
        var network = await PeerNetwork.StartAsync(change?.Invoke(options) ?? options, chain, pool, time ?? TimeProvider.System, NullLoggerFactory.Instance);
        chain.TipChanged = network.AnnounceTip;
        return new TestNode(network, chain, pool);
    }

    public Task ConnectToAsync(TestNode other) => Network.AddNodeAsync(other.Name);

    public Task HasConnectionsAsync(int count) => Eventually.BecomesTrueAsync(() => Network.ConnectionCount == count, $"{count} connections, has {Network.ConnectionCount}");

    /// <summary>
    /// Moves the clock that the node was started with on, by a second or more, and returns when the node has dealt with that: however slow the machine
    /// is, the node sees every step.
    /// </summary>
    public async Task PassAsync(ManualTime time, TimeSpan by)
    {
        var before = Network.Counts;
        time.Advance(by);
        await Eventually.BecomesTrueAsync(() => !ReferenceEquals(Network.Counts, before), "a tick");
    }

    public async ValueTask DisposeAsync() => await Network.DisposeAsync();
}
