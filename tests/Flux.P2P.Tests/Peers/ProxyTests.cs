using System.Net;
using Flux.P2P.Tests.Support;
using Flux.P2P.Wire;

namespace Flux.P2P.Tests.Peers;

public sealed class ProxyTests
{
    [Fact]
    public async Task Names_go_to_the_proxy_as_they_are_and_every_connection_has_credentials_of_its_own()
    {
        await using var there = await TestNode.StartAsync();
        await using var proxy = new SocksServer(there.EndPoint);
        await using var here = await TestNode.StartAsync(change: options => options with { Proxy = new SocksProxy(proxy.Address), Connect = ["seed.example.invalid:16125", "abcdefghijklmnop.onion:16125"] });
        await here.HasConnectionsAsync(2);

        proxy.Asked.Order(StringComparer.Ordinal).ShouldBe(["abcdefghijklmnop.onion:16125", "seed.example.invalid:16125"]);
        proxy.Users.Distinct().Count().ShouldBe(2);
        var peers = await here.Network.PeersAsync();
        peers.Select(peer => peer.Address.Address).ShouldAllBe(address => address.ToString().StartsWith("fd6b:88c0:8724:", StringComparison.Ordinal), "no real address is known");
        peers.Select(peer => peer.ConfiguredName).ShouldBe(["seed.example.invalid:16125", "abcdefghijklmnop.onion:16125"], ignoreOrder: true);
    }

    [Fact]
    public async Task Addresses_keep_their_own_name_behind_a_proxy()
    {
        await using var there = await TestNode.StartAsync();
        await using var proxy = new SocksServer(there.EndPoint, wantsCredentials: false);
        await using var here = await TestNode.StartAsync(change: options => options with { Proxy = new SocksProxy(proxy.Address, Isolates: false), Connect = ["203.0.113.7:1234", "[2a00::5]:4321"] });
        await here.HasConnectionsAsync(2);

        proxy.Asked.Order(StringComparer.Ordinal).ShouldBe(["203.0.113.7:1234", "2a00::5:4321"]);
        (await here.Network.PeersAsync()).Select(peer => peer.Address.ToString()).ShouldBe(["203.0.113.7:1234", "[2a00::5]:4321"], ignoreOrder: true);
    }

    [Fact]
    public async Task Onion_names_take_their_own_proxy_and_nothing_else()
    {
        await using var there = await TestNode.StartAsync();
        await using var onion = new SocksServer(there.EndPoint);
        await using var here = await TestNode.StartAsync(change: options => options with { OnionProxy = new SocksProxy(onion.Address), Connect = ["abcdefghijklmnop.onion:7"] });
        await here.ConnectToAsync(there);
        await here.HasConnectionsAsync(2);
        onion.Asked.ShouldBe(["abcdefghijklmnop.onion:7"]);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(99)]
    public async Task A_proxy_that_refuses_is_asked_again_later(byte reply)
    {
        await using var proxy = new SocksServer(new IPEndPoint(IPAddress.Loopback, 1), reply);
        await using var here = await TestNode.StartAsync(change: options => options with { Proxy = new SocksProxy(proxy.Address), Connect = ["203.0.113.7:1234"] });
        await Eventually.BecomesTrueAsync(() => proxy.Asked.Count >= 2, "asked again");
        here.Network.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public async Task Kinds_of_addresses_that_are_not_allowed_are_not_dialled()
    {
        await using var there = await TestNode.StartAsync();
        await using var here = await TestNode.StartAsync(change: options => options with { Reachable = ReachableNetworks.IPv6 });
        (await here.Network.TryNodeAsync(there.Name)).ShouldBeFalse();
        here.Network.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_seed_is_asked_for_addresses_and_left()
    {
        await using var there = await TestNode.StartAsync();
        // A stranger may teach one address at once.
        for (var i = 1; i <= 3; i++)
        {
            await using var teacher = await ScriptedPeer.ReadyAsync(there);
            await teacher.SendAsync(new AddrMessage([new TimedAddress((uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds(), NetAddress.Of(new IPEndPoint(TestNode.NewAddress(), i), 1))]));
            await teacher.SettleAsync();
        }
        await using var here = await TestNode.StartAsync(change: options => options with { SeedNodes = [there.Name], MaxOutbound = 0 });
        await Eventually.BecomesTrueAsync(async () => (await here.Network.KnownAddressesAsync()).Known >= 3 && here.Network.ConnectionCount == 0, "learnt and left");
    }
}
