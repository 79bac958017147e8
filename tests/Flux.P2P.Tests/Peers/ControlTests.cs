using System.Net;
using Flux.P2P.Tests.Support;
using Flux.P2P.Wire;

namespace Flux.P2P.Tests.Peers;

public sealed class ControlTests
{
    [Fact]
    public async Task A_configured_peer_is_reached_again_after_it_restarts()
    {
        var first = await TestNode.StartAsync();
        var address = first.EndPoint;
        await using var node = await TestNode.StartAsync(change: options => options with { AddNode = [first.Name] });
        await node.HasConnectionsAsync(1);
        await first.DisposeAsync();
        await node.HasConnectionsAsync(0);

        await using var again = await TestNode.StartAsync(change: options => options with { Listen = [address] });
        await node.HasConnectionsAsync(1);
        (await node.Network.AddedNodesAsync()).ShouldBe([new AddedNodeFacts(address.ToString(), address)]);
    }

    [Fact]
    public async Task Switching_the_network_off_drops_everybody_and_on_brings_them_back()
    {
        await using var other = await TestNode.StartAsync();
        await using var node = await TestNode.StartAsync(change: options => options with { AddNode = [other.Name] });
        await node.HasConnectionsAsync(1);

        await node.Network.SetActiveAsync(false);
        await node.HasConnectionsAsync(0);
        await other.HasConnectionsAsync(0);
        await using (var visitor = await ScriptedPeer.ConnectAsync(node)) (await visitor.ExpectEndAsync()).ShouldBeEmpty();

        await node.Network.SetActiveAsync(true);
        await node.HasConnectionsAsync(1);
    }

    [Fact]
    public async Task A_ban_drops_keeps_out_and_is_lifted()
    {
        await using var other = await TestNode.StartAsync();
        await using var node = await TestNode.StartAsync(change: options => options with { AddNode = [other.Name] });
        await node.HasConnectionsAsync(1);
        var address = other.EndPoint.Address.ToString();

        (await node.Network.BanAsync(address, DateTimeOffset.UtcNow.AddHours(1))).ShouldBeTrue();
        (await node.Network.BanAsync(address, DateTimeOffset.UtcNow.AddHours(1))).ShouldBeFalse();
        await node.HasConnectionsAsync(0);
        await other.ConnectToAsync(node);
        (await node.Network.BansAsync()).ShouldHaveSingleItem().Subnet.ShouldBe($"{address}/32");
        (await node.Network.PeersAsync()).ShouldBeEmpty();

        (await node.Network.UnbanAsync(address)).ShouldBeTrue();
        await Eventually.BecomesTrueAsync(() => node.Network.ConnectionCount >= 1, "connected again");
    }

    [Fact]
    public async Task Bans_and_addresses_survive_a_restart_and_a_damaged_file_is_ignored()
    {
        var directory = Directory.CreateTempSubdirectory("flux-p2p-");
        try
        {
            P2POptions InDirectory(P2POptions options) => options with { DataDirectory = directory.FullName };
            await using (var node = await TestNode.StartAsync(change: InDirectory))
            {
                await node.Network.BanAsync("10.0.0.0/8", DateTimeOffset.UtcNow.AddHours(1));
                await using var peer = await ScriptedPeer.ReadyAsync(node);
                await peer.SendAsync(new AddrMessage([new TimedAddress((uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds(), NetAddress.Of(new IPEndPoint(new IPAddress(new byte[] { 10, 1, 2, 3 }), 99), 1))]));
                await peer.SettleAsync();
            }
            File.ReadAllText(Path.Combine(directory.FullName, "peers.json")).ShouldContain("10.1.2.3:99");
            await using (var node = await TestNode.StartAsync(change: InDirectory))
                (await node.Network.BansAsync()).ShouldHaveSingleItem().Subnet.ShouldBe("10.0.0.0/8");

            File.WriteAllText(Path.Combine(directory.FullName, "bans.json"), "{ half");
            File.WriteAllText(Path.Combine(directory.FullName, "peers.json"), "[{]");
            await using (var node = await TestNode.StartAsync(change: InDirectory)) (await node.Network.BansAsync()).ShouldBeEmpty();
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_taken_listen_address_is_named_in_the_error()
    {
        await using var node = await TestNode.StartAsync();

        var error = await Should.ThrowAsync<IOException>(() => TestNode.StartAsync(change: options => options with { Listen = [node.EndPoint] }));
        error.Message.ShouldContain(node.Name);
    }

    [Fact]
    public async Task Peers_are_disconnected_by_id_and_by_address()
    {
        await using var node = await TestNode.StartAsync();
        await using var a = await ScriptedPeer.ReadyAsync(node);
        await using var b = await ScriptedPeer.ReadyAsync(node);
        var peers = await node.Network.PeersAsync();

        (await node.Network.DisconnectAsync(peers[0].Id)).ShouldBeTrue();
        (await node.Network.DisconnectAsync(peers[0].Id)).ShouldBeFalse();
        (await node.Network.DisconnectAsync(peers[1].Address.ToString())).ShouldBeTrue();
        await a.ExpectEndAsync();
        await b.ExpectEndAsync();
    }

    [Fact]
    public async Task Incoming_connections_stop_at_the_limit_but_a_crowd_makes_room_for_others()
    {
        await using var node = await TestNode.StartAsync(change: options => options with { MaxConnections = 5, MaxOutbound = 2 });
        var kept = new List<ScriptedPeer>();
        for (var i = 0; i < 3; i++) kept.Add(await ScriptedPeer.ReadyAsync(node));

        await using var fourth = await ScriptedPeer.ConnectAsync(node);
        (await fourth.ExpectEndAsync()).ShouldBeEmpty("every peer is its own group here, so nobody makes room");
        foreach (var peer in kept) await peer.DisposeAsync();
    }

    [Fact]
    public async Task When_all_slots_are_taken_the_crowd_of_one_address_makes_room_for_another()
    {
        await using var node = await TestNode.StartAsync(change: options => options with { MaxConnections = 5, MaxOutbound = 2 });
        var crowd = TestNode.NewAddress();
        await using var first = await ScriptedPeer.ReadyAsync(node, from: crowd);
        await using var second = await ScriptedPeer.ReadyAsync(node, from: crowd);
        await using var third = await ScriptedPeer.ReadyAsync(node, from: crowd);

        await using var other = await ScriptedPeer.ReadyAsync(node);
        await third.ExpectEndAsync();
        await first.SettleAsync();
        await other.SettleAsync();
    }

    [Fact]
    public async Task Two_nodes_that_dial_each_other_end_up_with_one_connection()
    {
        var endPoints = new[] { new IPEndPoint(TestNode.NewAddress(), 19_444), new IPEndPoint(TestNode.NewAddress(), 19_444) };
        P2POptions Node(P2POptions options, int own) =>
            options with { Listen = [endPoints[own]], External = [endPoints[own]], AddNode = [endPoints[1 - own].ToString()] };
        await using var a = await TestNode.StartAsync(change: options => Node(options, 0));
        await using var b = await TestNode.StartAsync(change: options => Node(options, 1));

        await Eventually.BecomesTrueAsync(
            async () => a.Network.ConnectionCount == 1 && b.Network.ConnectionCount == 1 && (await a.Network.PeersAsync()).Count == 1 && (await b.Network.PeersAsync()).Count == 1,
            "one connection");
        a.Chain.Mine();
        await Eventually.BecomesTrueAsync(() => b.Chain.Height == 1, "it works");
        await Eventually.BecomesTrueAsync(async () => (await a.Network.AddedNodesAsync()).Single().ConnectedTo is not null, "the list says so");
    }

    [Fact]
    public async Task Pings_measure_the_round_trip_and_the_facts_show_the_peer()
    {
        await using var other = await TestNode.StartAsync();
        await using var node = await TestNode.StartAsync(change: options => options with { AddNode = [other.Name] });
        await node.HasConnectionsAsync(1);
        other.Chain.Mine();
        await Eventually.BecomesTrueAsync(() => node.Chain.Height == 1, "synced");
        await node.Network.PingAllAsync();
        await Eventually.BecomesTrueAsync(async () => (await node.Network.PeersAsync())[0] is { PingTime: not null, PingWait: null }, "pong");

        var peer = (await node.Network.PeersAsync())[0];
        peer.Address.ShouldBe(other.EndPoint);
        peer.Inbound.ShouldBeFalse();
        peer.Version.ShouldBe(170021);
        peer.UserAgent.ShouldBe("/FluxSharp:0.1.0/");
        peer.SyncedBlocks.ShouldBe(1);
        peer.BestKnownBlock.ShouldBe(other.Chain.Tip);
        node.Network.Totals.BytesReceived.ShouldBe(peer.BytesReceived);
    }

    [Fact]
    public async Task Addresses_told_by_a_peer_lead_to_new_connections()
    {
        await using var far = await TestNode.StartAsync();
        await using var node = await TestNode.StartAsync();
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SendAsync(new AddrMessage([new TimedAddress((uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds(), NetAddress.Of(far.EndPoint, 1))]));

        await far.HasConnectionsAsync(1);
    }

    [Fact]
    public async Task Getaddr_is_answered_once_and_only_to_those_who_connected()
    {
        await using var node = await TestNode.StartAsync();
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SendAsync(new AddrMessage([new TimedAddress((uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds(), NetAddress.Of(new IPEndPoint(new IPAddress(new byte[] { 10, 1, 2, 3 }), 99), 1))]));
        await peer.SettleAsync();
        await peer.SendAsync(GetAddrMessage.Instance);
        (await peer.ExpectAsync<AddrMessage>()).Addresses.ShouldHaveSingleItem().Address.ToEndPoint().ToString().ShouldBe("10.1.2.3:99");

        await peer.SendAsync(GetAddrMessage.Instance);
        (await peer.SettleAsync()).OfType<AddrMessage>().ShouldBeEmpty();
    }

    [Fact]
    public async Task When_no_block_has_come_for_three_minutes_peers_must_answer_within_half_a_minute()
    {
        var time = new ManualTime();
        await using var node = await TestNode.StartAsync(time: time);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        var (pings, seconds) = (0, 0);
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await node.PassAsync(time, TimeSpan.FromSeconds(5));
                seconds += 5;
                pings += (await peer.AnswerPingsAsync()).OfType<PingMessage>().Count();
                return seconds >= 480;
            },
            "eight minutes");
        pings.ShouldBeInRange(5, 7, "one in the first two minutes, then one a minute");

        // From now on it says something, but does not answer. A tick that meets it while the node deals with what it said judges nothing, so there are ticks without.
        seconds = 0;
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await node.PassAsync(time, TimeSpan.FromSeconds(5));
                seconds += 5;
                if (seconds % 25 == 0) await peer.SayAsync();
                return (await node.Network.PeersAsync()).Count == 0;
            },
            "dropped");
        seconds.ShouldBeLessThanOrEqualTo(130, "a minute to the ping, half a minute for the answer, and the steps of this test");
    }

    [Fact]
    public async Task A_silent_connection_is_pinged_and_dropped()
    {
        var time = new ManualTime();
        await using var node = await TestNode.StartAsync(time: time);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await node.PassAsync(time, TimeSpan.FromSeconds(30));
                return (await peer.SettleAsync()).OfType<PingMessage>().Any();
            },
            "pinged");

        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await node.PassAsync(time, TimeSpan.FromSeconds(30));
                return node.Network.ConnectionCount == 0;
            },
            "dropped");
        await peer.ExpectEndAsync();
    }
}
