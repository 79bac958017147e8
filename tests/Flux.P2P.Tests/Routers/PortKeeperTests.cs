using System.Net;
using Flux.P2P.Routers;
using Flux.P2P.Tests.Support;
using Flux.P2P.Wire;

namespace Flux.P2P.Tests.Routers;

/// <summary>The whole of it: a node whose router maps its port.</summary>
public sealed class PortKeeperTests
{
    [Fact]
    public async Task A_node_has_its_port_mapped_tells_others_the_address_renews_and_takes_it_back()
    {
        await using var router = new FakeNatPmpRouter { Port = 5000 };
        var time = new ManualTime();
        var node = await TestNode.StartAsync(change: options => options with { MapsByNatPmp = true, NatPmpRouter = router.EndPoint }, time: time);
        await using (node)
        {
            var external = IPEndPoint.Parse("10.9.8.7:5000");
            await Eventually.BecomesTrueAsync(() => node.Network.OwnAddresses.Contains(external), "mapped");
            await using (var peer = await ScriptedPeer.ConnectAsync(node))
            {
                await peer.SendAsync(ScriptedPeer.Version);
                (await peer.ExpectAsync<VersionMessage>()).Sender!.Value.ToEndPoint().ShouldBe(external);
            }

            // The router was switched off and on, and has another address.
            lock (router.Mapped) router.Mapped.Clear();
            router.External = IPAddress.Parse("10.9.8.5");
            var moved = IPEndPoint.Parse("10.9.8.5:5000");
            await using var other = await ScriptedPeer.ReadyAsync(node);
            await Eventually.BecomesTrueAsync(
                async () =>
                {
                    time.Advance(TimeSpan.FromMinutes(1));
                    var received = await other.AnswerPingsAsync();
                    return received.OfType<AddrMessage>().SelectMany(message => message.Addresses).Any(entry => entry.Address.ToEndPoint().Equals(moved));
                },
                "renewed and told");
            node.Network.OwnAddresses.ShouldBe([moved]);
            lock (router.Mapped) router.Mapped.Count.ShouldBe(1);
        }
        lock (router.Mapped) router.Mapped.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_one_protocol_fails_the_other_is_tried_and_private_addresses_are_not_told_on_public_networks()
    {
        await using var upnp = new FakeUpnpRouter { External = "93.184.216.34" };
        await using var natPmp = new FakeNatPmpRouter { Result = 2 };
        P2POptions Change(P2POptions options) => options with
        {
            Rules = options.Rules with { AllowPrivateAddresses = false },
            MapsByNatPmp = true,
            MapsByUpnp = true,
            NatPmpRouter = natPmp.EndPoint,
            UpnpSearch = upnp.Search,
        };
        await using (var node = await TestNode.StartAsync(change: Change))
        {
            await Eventually.BecomesTrueAsync(() => node.Network.OwnAddresses.Contains(new IPEndPoint(IPAddress.Parse("93.184.216.34"), node.EndPoint.Port)), "mapped by UPnP");
            upnp.Mapped.Count.ShouldBe(1);
        }
        upnp.Mapped.ShouldBeEmpty("taken back at the end");

        upnp.External = "192.168.7.7";
        await using (var behind = await TestNode.StartAsync(change: Change))
        {
            await Eventually.BecomesTrueAsync(() => upnp.Mapped.Count == 1, "mapped");
            behind.Network.OwnAddresses.ShouldBeEmpty("a router behind a router");
        }
    }

    [Fact]
    public async Task A_router_that_refuses_is_asked_again()
    {
        await using var router = new FakeNatPmpRouter { Result = 3 };
        var time = new ManualTime();
        await using var node = await TestNode.StartAsync(change: options => options with { MapsByNatPmp = true, NatPmpRouter = router.EndPoint }, time: time);
        await Eventually.BecomesTrueAsync(() => router.Requests > 0, "asked");
        router.Result = 0;
        await Eventually.BecomesTrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromMinutes(1));
                return node.Network.OwnAddresses.Count == 1;
            },
            "asked again");
    }

    [Fact]
    public async Task A_name_of_this_node_is_looked_up_and_told()
    {
        await using var node = await TestNode.StartAsync(change: options => options with { ExternalNames = ["localhost:77"] });
        await Eventually.BecomesTrueAsync(() => node.Network.OwnAddresses.Contains(IPEndPoint.Parse("127.0.0.1:77")), "looked up");
    }

    [Fact]
    public async Task A_node_that_listens_on_both_kinds_of_addresses_tells_each_peer_the_one_of_its_kind()
    {
        IPEndPoint[] own = [IPEndPoint.Parse("10.1.1.1:5"), IPEndPoint.Parse("[fc00::1]:5")];
        await using var node = await TestNode.StartAsync(change: options => options with { Listen = [.. options.Listen, new IPEndPoint(IPAddress.IPv6Loopback, 0)], External = own });
        await using var other = await TestNode.StartAsync();
        (await other.Network.TryNodeAsync(node.Network.ListenEndpoints[1].ToString())).ShouldBeTrue();
        await other.HasConnectionsAsync(1);
        (await other.Network.PeersAsync()).ShouldHaveSingleItem().Address.Address.ShouldBe(IPAddress.IPv6Loopback);

        await using var four = await ScriptedPeer.ConnectAsync(node);
        await four.SendAsync(ScriptedPeer.Version);
        (await four.ExpectAsync<VersionMessage>()).Sender!.Value.ToEndPoint().ShouldBe(own[0]);
    }
}
