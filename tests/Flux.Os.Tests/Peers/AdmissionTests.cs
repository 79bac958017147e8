using Flux.Apps.Messages;
using Flux.Os.Tests.Support;
using Flux.TestKit;

namespace Flux.Os.Tests.Peers;

/// <summary>Who is let in, and with which code everybody else is told why not (FluxOS reference §4.5, §4.10).</summary>
public sealed class AdmissionTests : IAsyncLifetime
{
    private readonly string _address = OwnAddress.Take().ToString();
    private readonly ManualTime _time = new();
    private StubFluxd _fluxd = null!;

    public async ValueTask InitializeAsync()
    {
        _fluxd = await StubFluxd.StartAsync();
        _fluxd.AddNode(1, _address, Node.Identity.PublicKey);
        _fluxd.AddNode(2, "127.0.0.7:16137", Keys.Node(1).PublicKey);
        _fluxd.Mine();
    }

    public ValueTask DisposeAsync() => _fluxd.DisposeAsync();

    [Fact]
    public async Task A_node_that_is_not_confirmed_lets_nobody_in()
    {
        _fluxd.Nodes.RemoveAt(0);
        await using var served = await ServeAsync();
        await using var peer = await ForeignPeer.DialAsync(served.Address, 16137);
        await Eventually.HoldsAsync(() => peer.CloseCode == 4019);
        served.Node.Gossip.Peers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_that_loses_its_confirmation_ends_all_its_connections_and_takes_them_again_when_it_is_back()
    {
        await using var served = await ServeAsync();
        await using var peer = await served.MeetAsync(16137);
        var own = _fluxd.Nodes[0]!.DeepClone();

        _fluxd.Nodes.RemoveAt(0);
        _fluxd.Mine();
        await served.Node.FollowAsync(_fluxd);

        await Eventually.HoldsAsync(() => peer.CloseCode == 4019);
        _fluxd.Nodes.Insert(0, own);
        _fluxd.Mine();
        await served.Node.FollowAsync(_fluxd);
        await using var again = await served.MeetAsync(16147);
    }

    [Theory]
    [InlineData("classic", 4002)]
    [InlineData("main", 4002)]
    [InlineData("local", null)]
    public async Task Addresses_of_local_networks_are_peers_on_networks_of_one_machine_only(string network, int? code)
    {
        await using var served = await ServeAsync(network);
        await using var peer = await ForeignPeer.DialAsync(served.Address, 16137);
        await Eventually.HoldsAsync(() => peer.CloseCode is not null || served.Node.Gossip.Peers.Count == 1);
        peer.CloseCode.ShouldBe(code);
    }

    [Fact]
    public async Task A_second_connection_is_a_duplicate_unless_it_says_that_the_first_is_over()
    {
        await using var served = await ServeAsync();
        await using var first = await served.MeetAsync(16137);
        await using var second = await ForeignPeer.DialAsync(served.Address, 16137);
        await Eventually.HoldsAsync(() => second.CloseCode == 4001);
        first.CloseCode.ShouldBeNull();

        await using var third = await ForeignPeer.DialAsync(served.Address, 16137, isReconnect: true);

        await Eventually.HoldsAsync(() => first.CloseCode == 4011);
        await Eventually.HoldsAsync(() => served.Node.Gossip.Peers.Count == 1);
        third.CloseCode.ShouldBeNull();
    }

    [Fact]
    public async Task When_all_places_are_taken_a_stranger_is_refused_and_a_listed_node_takes_the_place_of_one()
    {
        await using var served = await ServeAsync();
        var strangers = new List<ForeignPeer>();
        foreach (var from in (string[])["127.0.0.1", "127.0.0.2"])
        {
            foreach (var port in NodeAddress.ApiPorts) strangers.Add(await served.MeetAsync(port, from));
        }
        served.Node.Gossip.Peers.Count.ShouldBe(16);
        await using var late = await ForeignPeer.DialAsync(served.Address, 16137, "127.0.0.3");
        await Eventually.HoldsAsync(() => late.CloseCode == 4000);

        await using var listed = await served.MeetAsync(16137, "127.0.0.7");

        await Eventually.HoldsAsync(() => strangers.Count(s => s.CloseCode == 4000) == 1);
        await Eventually.HoldsAsync(() => served.Node.Gossip.Peers.Count == 16);
        listed.CloseCode.ShouldBeNull();
        foreach (var stranger in strangers) await stranger.DisposeAsync();
    }

    [Theory]
    [InlineData(0, 16)]
    [InlineData(2_560, 16)]
    [InlineData(4_000, 25)]
    [InlineData(10_000, 36)]
    public void There_are_more_places_in_a_larger_network(int nodes, int places) => Os.Peers.GossipNetwork.MostInboundOf(nodes).ShouldBe(places);

    private async Task<ServedNode> ServeAsync(string network = "local")
    {
        var served = await ServedNode.StartAsync(_fluxd, _time, _address, network: network);
        await served.Node.FollowAsync(_fluxd);
        return served;
    }
}
