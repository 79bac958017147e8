using Flux.P2P.Tests.Support;
using Flux.P2P.Wire;

namespace Flux.P2P.Tests.Peers;

public sealed class HandshakeTests
{
    [Fact]
    public async Task Answers_an_incoming_version_in_the_recorded_order()
    {
        await using var node = await TestNode.StartAsync();
        await using var peer = await ScriptedPeer.ConnectAsync(node);
        await peer.SendAsync(ScriptedPeer.Version);

        (await NextCommandsAsync(peer, 4)).ShouldBe(["version", "verack", "ping", "getheaders"]);

        await peer.SendAsync(VerackMessage.Instance);
        (await NextCommandsAsync(peer, 3)).ShouldBe(["sendheaders", "sendcmpct", "mempool"]);
        node.Network.ConnectionCount.ShouldBe(1);
    }

    [Fact]
    public async Task Says_version_first_when_it_connects_and_asks_for_addresses()
    {
        await using var node = await TestNode.StartAsync();
        using var listener = ScriptedPeer.Listen();
        await node.Network.AddNodeAsync(listener.LocalEndPoint!.ToString()!);
        await using var peer = await ScriptedPeer.AcceptAsync(listener);

        var version = await peer.ExpectAsync<VersionMessage>();
        version.Version.ShouldBe(170021);
        version.UserAgent.ShouldBe("/FluxSharp:0.1.0/");
        await peer.SendAsync(ScriptedPeer.Version);
        (await NextCommandsAsync(peer, 4)).ShouldBe(["verack", "getaddr", "ping", "getheaders"]);
    }

    [Fact]
    public async Task Refuses_a_version_that_is_too_old_at_this_height()
    {
        var rules = TestNode.QuickRules with { Epochs = [(0, 170020)] };
        await using var node = await TestNode.StartAsync(change: options => options with { Rules = rules });
        await using var peer = await ScriptedPeer.ConnectAsync(node);
        await peer.SendAsync(ScriptedPeer.Version with { Version = 170019 });

        var answer = (await peer.ExpectEndAsync()).ShouldHaveSingleItem().ShouldBeOfType<RejectMessage>();
        (answer.Refused, answer.Code, answer.Reason).ShouldBe(("version", RejectCode.Obsolete, "Version must be 170020 or greater"));
    }

    [Fact]
    public async Task Drops_an_old_peer_as_soon_as_an_upgrade_activates()
    {
        var rules = TestNode.QuickRules with { Epochs = [(1, 170021)] };
        await using var node = await TestNode.StartAsync(change: options => options with { Rules = rules });
        await using var peer = await ScriptedPeer.ReadyAsync(node, ScriptedPeer.Version with { Version = 170020 });
        await peer.SettleAsync();

        node.Chain.Mine();
        await peer.SendAsync(new PingMessage(5));

        (await peer.ExpectEndAsync()).OfType<RejectMessage>().ShouldHaveSingleItem().Code.ShouldBe(RejectCode.Obsolete);
    }

    [Fact]
    public async Task A_second_version_costs_a_point_and_is_rejected_as_duplicate()
    {
        await using var node = await TestNode.StartAsync();
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SendAsync(ScriptedPeer.Version);

        (await peer.ExpectAsync<RejectMessage>()).Code.ShouldBe(RejectCode.Duplicate);
        await peer.SettleAsync();
        (await node.Network.PeersAsync()).Single().BanScore.ShouldBe(1);
    }

    [Fact]
    public async Task Messages_before_version_cost_a_point_each_and_get_no_answer()
    {
        await using var node = await TestNode.StartAsync();
        await using var peer = await ScriptedPeer.ConnectAsync(node);
        await peer.SendAsync(new PingMessage(1));
        await peer.SendAsync(new PingMessage(2));

        await peer.SendAsync(ScriptedPeer.Version);
        (await peer.NextAsync()).ShouldBeOfType<VersionMessage>();
        (await node.Network.PeersAsync()).Single().BanScore.ShouldBe(2);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(46)]
    public async Task A_version_may_end_early_but_not_before_the_receiver(int length)
    {
        await using var node = await TestNode.StartAsync();
        await using var peer = await ScriptedPeer.ConnectAsync(node);
        using var whole = FrameCodec.Encode(ScriptedPeer.Version, TestNode.MessageStart.Span);
        await peer.SendAsync(new CutMessage("version", whole.Written.Slice(FrameCodec.HeaderSize, length).ToArray()));

        var answer = await peer.NextAsync();
        if (length == 46) answer.ShouldBeOfType<VersionMessage>();
        else answer.ShouldBeOfType<RejectMessage>().Reason.ShouldBe("error parsing message");
    }

    [Fact]
    public async Task Notices_that_it_has_connected_to_itself_and_does_not_keep_it()
    {
        await using var node = await TestNode.StartAsync();
        await node.Network.TryNodeAsync(node.Name);

        await Eventually.BecomesTrueAsync(async () => node.Network.Totals.BytesSent > 0 && (await node.Network.PeersAsync()).Count == 0, "no connection to itself");
        node.Network.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_peer_that_says_nothing_is_dropped_after_a_minute()
    {
        var time = new ManualTime();
        await using var node = await TestNode.StartAsync(time: time);
        await using var peer = await ScriptedPeer.ConnectAsync(node);
        await Eventually.BecomesTrueAsync(async () => (await node.Network.PeersAsync()).Count == 1, "admitted");

        time.Advance(TimeSpan.FromSeconds(59));
        (await node.Network.PeersAsync()).Count.ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(2));
        (await peer.ExpectEndAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_user_agent_is_made_printable()
    {
        await using var node = await TestNode.StartAsync();
        await using var peer = await ScriptedPeer.ReadyAsync(node, ScriptedPeer.Version with { UserAgent = "/x\u001b[31m\n:1/" });

        (await node.Network.PeersAsync()).Single().UserAgent.ShouldBe("/x31m:1/");
    }

    private static async Task<IReadOnlyList<string>> NextCommandsAsync(ScriptedPeer peer, int count)
    {
        var commands = new List<string>();
        while (commands.Count < count) commands.Add((await peer.NextAsync())!.Command);
        return commands;
    }
}
