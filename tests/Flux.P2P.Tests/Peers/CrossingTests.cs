using System.Net;
using Flux.P2P.Tests.Support;
using Flux.P2P.Wire;

namespace Flux.P2P.Tests.Peers;

/// <summary>Nodes that dial each other at the same moment.</summary>
public sealed class CrossingTests
{
    private const int Crossings = 60;

    [Fact]
    public async Task Of_two_connections_that_cross_both_sides_keep_the_one_that_the_lower_address_opened()
    {
        var chance = new Random(7);
        for (var i = 0; i < Crossings; i++)
        {
            await using var pair = await Pair.StartAsync();
            await pair.CrossAsync(chance);
            await pair.HasSettledAsync();

            var low = (await pair.Low.Network.PeersAsync()).ShouldHaveSingleItem($"crossing {i}");
            var high = (await pair.High.Network.PeersAsync()).ShouldHaveSingleItem($"crossing {i}");
            low.Inbound.ShouldBeFalse();
            high.Inbound.ShouldBeTrue();
            low.Address.ShouldBe(pair.High.EndPoint);
        }
    }

    [Fact]
    public async Task Nodes_that_keep_dialling_each_other_after_a_crossing_keep_the_connection_they_chose()
    {
        var chance = new Random(8);
        for (var i = 0; i < Crossings / 4; i++)
        {
            await using var pair = await Pair.StartAsync();
            await pair.CrossAsync(chance, keeps: true);
            await pair.HasSettledAsync();
            var before = (await pair.Low.Network.PeersAsync()).Single().Id;

            for (var step = 0; step < 20; step++)
            {
                pair.LowTime.Advance(TimeSpan.FromMilliseconds(chance.Next(1_000)));
                pair.HighTime.Advance(TimeSpan.FromMilliseconds(chance.Next(1_000)));
            }
            await pair.HasSettledAsync();
            (await pair.Low.Network.PeersAsync()).ShouldHaveSingleItem().Id.ShouldBe(before);
            (await pair.Low.Network.AddedNodesAsync()).ShouldHaveSingleItem().ConnectedTo.ShouldBe(pair.High.EndPoint);
            (await pair.High.Network.AddedNodesAsync()).ShouldHaveSingleItem().ConnectedTo.ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task A_node_that_is_dialled_from_several_places_at_once_is_connected_once()
    {
        await using var other = await TestNode.StartAsync();
        await using var node = await TestNode.StartAsync(time: new ManualTime());
        var stopped = new Stop(node);
        var dialling = Enumerable.Range(0, 8).Select(_ => node.Network.TryNodeAsync(other.Name)).ToList();
        // The first stands in its greeting; the others have looked before and found no connection.
        await stopped.StandsAsync();
        stopped.Release();
        await Task.WhenAll(dialling);

        await node.HasConnectionsAsync(1);
        await Eventually.BecomesTrueAsync(async () => (await other.Network.PeersAsync()).Count == 1, "one connection");
        (await node.Network.PeersAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_node_that_lost_its_connection_and_dials_again_replaces_the_dead_one()
    {
        await using var node = await TestNode.StartAsync();
        var address = TestNode.NewAddress();
        var version = ScriptedPeer.Version with { Sender = NetAddress.Of(new IPEndPoint(address, 19_444), 1) };
        await using var first = await ScriptedPeer.ReadyAsync(node, version, address);
        await using var second = await ScriptedPeer.ReadyAsync(node, version, address);

        await first.ExpectEndAsync();
        await second.SettleAsync();
        (await node.Network.PeersAsync()).ShouldHaveSingleItem();
    }

    /// <summary>Two nodes that know where the other listens, on clocks of the test: nothing ticks, nobody dials again by itself.</summary>
    private sealed class Pair : IAsyncDisposable
    {
        public required TestNode Low { get; init; }

        public required TestNode High { get; init; }

        public ManualTime LowTime { get; }

        public ManualTime HighTime { get; }

        public static async Task<Pair> StartAsync()
        {
            var endPoints = new[] { new IPEndPoint(TestNode.NewAddress(), 19_444), new IPEndPoint(TestNode.NewAddress(), 19_444) };
            Array.Sort(endPoints, (a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));
            var (lowTime, highTime) = (new ManualTime(), new ManualTime());
            return new Pair(lowTime, highTime) { Low = await NodeAsync(endPoints[0], lowTime), High = await NodeAsync(endPoints[1], highTime) };
        }

        private Pair(ManualTime lowTime, ManualTime highTime) => (LowTime, HighTime) = (lowTime, highTime);

        private static Task<TestNode> NodeAsync(IPEndPoint own, ManualTime time) =>
            TestNode.StartAsync(change: options => options with { Listen = [own], External = [own] }, time: time);

        /// <summary>Both dial, and stand before they greet until both connections are there.</summary>
        public async Task CrossAsync(Random chance, bool keeps = false)
        {
            var (low, high) = (new Stop(Low), new Stop(High));
            var dialling = new[] { DialAsync(Low, High, keeps), DialAsync(High, Low, keeps) };
            await low.StandsAsync();
            await high.StandsAsync();
            var (first, second) = chance.Next(2) == 0 ? (low, high) : (high, low);
            first.Release();
            for (var i = chance.Next(50); i > 0; i--) await Task.Yield();
            second.Release();
            await Task.WhenAll(dialling);
        }

        private static Task DialAsync(TestNode from, TestNode to, bool keeps) => keeps ? from.Network.AddNodeAsync(to.Name) : from.Network.TryNodeAsync(to.Name);

        public Task HasSettledAsync() => Eventually.BecomesTrueAsync(
            async () => Low.Network.ConnectionCount == 1 && High.Network.ConnectionCount == 1
                && (await Low.Network.PeersAsync()).Count == 1 && (await High.Network.PeersAsync()).Count == 1,
            "one connection");

        public async ValueTask DisposeAsync()
        {
            await Low.DisposeAsync();
            await High.DisposeAsync();
        }
    }

    /// <summary>Holds a node at its next look at the chain, which is the one for the greeting of a connection that it opened.</summary>
    private sealed class Stop
    {
        private bool _isReleased;
        private readonly TaskCompletionSource _stands = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Stop(TestNode node) => node.Chain.Looking = () =>
        {
            _stands.TrySetResult();
            SpinWait.SpinUntil(() => Volatile.Read(ref _isReleased));
        };

        public Task StandsAsync() => _stands.Task.WaitAsync(TimeSpan.FromSeconds(60));

        public void Release() => Volatile.Write(ref _isReleased, true);
    }
}
