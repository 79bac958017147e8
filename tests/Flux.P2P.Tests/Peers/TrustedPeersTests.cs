using System.Net;
using Flux.P2P.Tests.Support;
using Flux.P2P.Wire;

namespace Flux.P2P.Tests.Peers;

/// <summary>Whom the operator trusts: by address (-whitelist), or because they come to an address that only they know (-whitebind).</summary>
public sealed class TrustedPeersTests
{
    public static TheoryData<string> Ways => ["whitelist", "whitebind"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_trusted_peer_is_never_punished(string way)
    {
        await using var node = await StartAsync(way);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        for (var i = 0; i < 7; i++) await peer.SendAsync(new CutMessage("tx", Convert.FromHexString("0500008085202f890000000000000000000000000000000000000000")));

        await peer.SettleAsync();
        var facts = (await node.Network.PeersAsync()).ShouldHaveSingleItem();
        facts.IsTrusted.ShouldBeTrue();
        facts.BanScore.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Bans_do_not_hold_for_a_trusted_peer(string way)
    {
        await using var node = await StartAsync(way);
        await node.Network.BanAsync("127.0.0.0/8", DateTimeOffset.UtcNow.AddHours(1));

        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SettleAsync();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_trusted_peer_makes_room_for_nobody_even_when_all_slots_are_taken(string way)
    {
        await using var node = await StartAsync(way, options => options with { MaxConnections = 4, MaxOutbound = 2 });
        var crowd = TestNode.NewAddress();
        await using var first = await ScriptedPeer.ReadyAsync(node, from: crowd);
        await using var second = await ScriptedPeer.ReadyAsync(node, from: crowd);

        await using var third = await ScriptedPeer.ConnectAsync(node);
        (await third.ExpectEndAsync()).ShouldBeEmpty("both slots are taken by trusted peers");
        await first.SettleAsync();
        await second.SettleAsync();
    }

    [Fact]
    public async Task A_trusted_peer_is_let_in_when_all_slots_are_taken_by_others()
    {
        var trusted = TestNode.NewAddress();
        await using var node = await TestNode.StartAsync(change: options => options with { MaxConnections = 4, MaxOutbound = 2, Trusted = [new IPNetwork(trusted, 32)] });
        await using var older = await ScriptedPeer.ReadyAsync(node);
        await using var newer = await ScriptedPeer.ReadyAsync(node);

        await using var peer = await ScriptedPeer.ReadyAsync(node, from: trusted);
        await peer.SettleAsync();
        (await node.Network.PeersAsync()).Select(facts => facts.IsTrusted).ShouldBe([false, true]);
    }

    [Fact]
    public async Task Only_who_comes_to_the_trusted_address_is_trusted()
    {
        var (open, trusted) = (new IPEndPoint(TestNode.NewAddress(), 0), new IPEndPoint(TestNode.NewAddress(), 0));
        await using var node = await TestNode.StartAsync(change: options => options with { Listen = [open, trusted], TrustedListen = [trusted] });
        await using var stranger = await ScriptedPeer.ReadyAsync(node);
        await stranger.SendAsync(new CutMessage("ping", [1]));
        await stranger.SettleAsync();

        var facts = (await node.Network.PeersAsync()).ShouldHaveSingleItem();
        facts.IsTrusted.ShouldBeFalse();
        facts.BanScore.ShouldBe(1);
    }

    private static Task<TestNode> StartAsync(string way, Func<P2POptions, P2POptions>? change = null) => TestNode.StartAsync(change: options =>
    {
        options = change?.Invoke(options) ?? options;
        return way == "whitelist" ? options with { Trusted = [IPNetwork.Parse("127.0.0.0/8")] } : options with { TrustedListen = options.Listen };
    });
}
