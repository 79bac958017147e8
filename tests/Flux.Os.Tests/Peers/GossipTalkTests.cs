using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Os.Tests.Support;
using Flux.TestKit;

namespace Flux.Os.Tests.Peers;

/// <summary>
/// A node of the existing network at the other end of a real websocket: its frames in, ours out. The registration is the recorded one of the
/// reference, §15.3.
/// </summary>
public sealed class GossipTalkTests : IAsyncLifetime
{
    private const string Specification = """{"version":8,"name":"demo","description":"d","owner":"1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH","compose":[{"name":"web","description":"w","repotag":"nginx:latest","ports":[31111],"domains":[""],"environmentParameters":[],"commands":[],"containerPorts":[80],"containerData":"/tmp","cpu":0.5,"ram":500,"hdd":5,"repoauth":""}],"instances":3,"contacts":[],"geolocation":[],"expire":88000,"nodes":[],"staticip":false,"enterprise":""}""";
    private const string Hash = "28c17b4f98042ad4a25f1a2e34c5ff4fdabe41fcb30306d4ad3e3e49d5c9570e";
    private const string Registration = $$"""{"type":"fluxappregister","version":1,"appSpecifications":{{Specification}},"hash":"{{Hash}}","timestamp":1790000000000,"signature":"H1RvPjfErA+SRBqmlAl2k2RrZYSxcdiuDkZxAgg0x1DLb3n2zNBL4dhVEHUuMsrv6u/VV/piHvytdoc4QRgEWI4=","arcaneSender":false}""";

    private readonly string _address = OwnAddress.Take().ToString();
    private readonly ManualTime _time = new();
    private StubFluxd _fluxd = null!;
    private ServedNode _served = null!;

    public async ValueTask InitializeAsync()
    {
        _fluxd = await StubFluxd.StartAsync();
        _fluxd.AddNode(1, _address, Node.Identity.PublicKey);
        _fluxd.AddNode(2, "127.0.0.1:16137", Keys.Node(1).PublicKey);
        _fluxd.Mine();
        _served = await ServedNode.StartAsync(_fluxd, _time, _address);
        await _served.Node.FollowAsync(_fluxd);
    }

    public async ValueTask DisposeAsync()
    {
        await _served.DisposeAsync();
        await _fluxd.DisposeAsync();
    }

    [Fact]
    public async Task A_message_that_is_announced_is_asked_for_learned_and_announced_on()
    {
        await using var sender = await _served.MeetAsync(16137);
        await using var other = await _served.MeetAsync(16147);
        var (frame, hash) = Envelope(Registration);

        await sender.SendAsync($$"""{"messageHashPresent":"{{hash}}"}""");
        await Eventually.HoldsAsync(() => sender.Frames.Contains($$"""{"requestMessageHash":"{{hash}}"}"""));
        await sender.SendAsync($"T{_time.NowMs}|{frame}");

        await Eventually.HoldsAsync(() => _served.Node.Registry.Temporary.Count == 1);
        _served.Node.Registry.Temporary[0].Message.Hash.ToString().ShouldBe(Hash);
        await Eventually.HoldsAsync(() => other.Frames.Contains($$"""{"messageHashPresent":"{{hash}}"}"""));
        await other.SendAsync($$"""{"requestMessageHash":"{{hash}}"}""");
        await Eventually.HoldsAsync(() => other.Frames.Contains(frame));
        sender.Frames.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Both_versions_of_a_request_are_answered_to_the_asking_peer_only()
    {
        await using var asking = await _served.MeetAsync(16137);
        await using var other = await _served.MeetAsync(16147);
        await asking.SendAsync(Envelope(Registration).Frame);
        await Eventually.HoldsAsync(() => _served.Node.Registry.Temporary.Count == 1);

        await asking.SendAsync(Envelope($$"""{"type":"fluxapprequest","version":1,"hash":"{{Hash}}"}""").Frame);
        await asking.SendAsync(Envelope($$"""{"type":"fluxapprequest","version":2,"hashes":["{{new string('0', 64)}}","{{Hash}}"]}""").Frame);

        await Eventually.HoldsAsync(() => asking.Frames.Count >= 2);
        foreach (var answer in asking.Frames)
        {
            GossipEnvelope.TryRead(answer, out var envelope, out var problem).ShouldBeTrue(problem);
            envelope.PubKey.ShouldBe(Node.Identity.PublicKey);
            envelope.Check(_time.NowMs).ShouldBe(EnvelopeState.Good);
            envelope.Data.ToString().ShouldBe(Registration.Replace("\"arcaneSender\":false", "\"arcaneSender\":true", StringComparison.Ordinal));
        }
        other.Frames.ShouldAllBe(frame => frame.StartsWith("{\"messageHashPresent\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reports_of_the_existing_network_make_locations_and_end_them()
    {
        await using var peer = await _served.MeetAsync(16137);
        await peer.SendAsync(Envelope($$"""{"type":"fluxappinstalling","version":1,"name":"demo","ip":"127.0.0.1:16137","broadcastedAt":{{_time.NowMs}}}""").Frame);
        await Eventually.HoldsAsync(() => _served.Node.Reports.Installing().Count == 1);
        await peer.SendAsync(Envelope($$"""{"type":"fluxapprunning","version":2,"apps":[{"name":"demo","hash":"{{Hash}}","runningSince":"2026-01-01T00:00:00.000Z"}],"ip":"127.0.0.1:16137","broadcastedAt":{{_time.NowMs + 1}},"osUptime":12345.67,"staticIp":true}""").Frame);
        await Eventually.HoldsAsync(() => _served.Node.Reports.Running("demo").Count == 1);
        _served.Node.Reports.Installing().ShouldBeEmpty();
        await peer.SendAsync(Envelope($$"""{"type":"fluxappremoved","version":1,"ip":"127.0.0.1:16137","appName":"demo","broadcastedAt":{{_time.NowMs + 2}}}""").Frame);
        await Eventually.HoldsAsync(() => _served.Node.Reports.Running().Count == 0);
        // Of another node, signed by this one: nobody hears it.
        await peer.SendAsync(Envelope($$"""{"type":"fluxapprunning","version":2,"apps":[{"name":"demo","hash":"h","runningSince":""}],"ip":"{{_address}}:16127","broadcastedAt":{{_time.NowMs}},"osUptime":1,"staticIp":true}""").Frame);
        await peer.SendAsync(Envelope($$"""{"type":"fluxappinstallingerror","version":1,"name":"demo","hash":"{{Hash}}","ip":"127.0.0.1:16137","error":"no room","broadcastedAt":{{_time.NowMs}}}""").Frame);
        await Eventually.HoldsAsync(() => _served.Node.Reports.Errors("demo").Count == 1);
        _served.Node.Reports.Running().ShouldBeEmpty();
    }

    [Fact]
    public async Task Frames_that_mean_nothing_here_are_no_offence()
    {
        await using var peer = await _served.MeetAsync(16137);
        for (var i = 0; i < 3; i++)
        {
            await peer.SendAsync($$"""{"type":"nak","hash":"{{new string('0', 40)}}","reason":"stale"}""");
            await peer.SendAsync("""{"type":"peerExchange","outbound":[],"inbound":[]}""");
            await peer.SendAsync("""{"type":"peerUpdate","addOutbound":[],"addInbound":[],"rm":[]}""");
            await peer.SendBinaryAsync([0x10, 0, 0, 0, 0]);
            await peer.SendAsync(Envelope($$"""{"type":"fluxfuturemessage","number":{{i}}}""").Frame);
            await peer.SendAsync(Envelope("""{"type":"fluxapptempsync","version":1,"messages":[{}],"done":true}""").Frame);
            await peer.SendAsync($$"""{"requestMessageHash":"{{new string('1', 40)}}"}""");
        }
        // Registrations of a version that is not known here yet are not kept, and nobody is to blame for them.
        for (var i = 0; i < 6; i++) await peer.SendAsync(Envelope(Registration.Replace("{\"version\":8,", $"{{\"version\":9,\"number\":{i},", StringComparison.Ordinal)).Frame);
        await peer.SendAsync(Envelope(Registration).Frame);
        await Eventually.HoldsAsync(() => _served.Node.Registry.Temporary.Count == 1);
        peer.CloseCode.ShouldBeNull();
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("{}")]
    [InlineData("{\"messageHashPresent\":5}")]
    [InlineData("{\"requestMessageHash\":\"../etc\"}")]
    public async Task What_is_no_message_ends_the_connection_at_once_and_keeps_out_who_goes_on(string frame)
    {
        await using var decent = await _served.MeetAsync(16147);
        for (var i = 0; i < 4; i++)
        {
            await using var garbage = await ForeignPeer.DialAsync(_served.Address, 16137);
            await garbage.SendAsync(frame);
            await Eventually.HoldsAsync(() => garbage.CloseCode is not null);
            garbage.CloseCode.ShouldBe(4016);
            await Eventually.HoldsAsync(() => _served.Node.Gossip.Peers.Count == 1);
        }
        await using var fifth = await ForeignPeer.DialAsync(_served.Address, 16137);
        await fifth.SendAsync(frame);
        await Eventually.HoldsAsync(() => fifth.CloseCode == 4004);
        await Eventually.HoldsAsync(() => _served.Node.Gossip.Peers.Count == 1);
        await using var again = await ForeignPeer.DialAsync(_served.Address, 16137);
        await Eventually.HoldsAsync(() => again.CloseCode == 4004);
        decent.CloseCode.ShouldBeNull();
    }

    [Theory]
    [InlineData("signature")]
    [InlineData("content")]
    public async Task Garbage_costs_the_peer_its_connection_and_nobody_else(string kind)
    {
        await using var garbage = await _served.MeetAsync(16137);
        await using var decent = await _served.MeetAsync(16147);

        for (var i = 0; i < 5; i++) await garbage.SendAsync(Garbage(kind, i));

        await Eventually.HoldsAsync(() => garbage.CloseCode is not null);
        garbage.CloseCode.ShouldBe(4004);
        await using var again = await ForeignPeer.DialAsync(_served.Address, 16137);
        await Eventually.HoldsAsync(() => again.CloseCode == 4004);
        await decent.SendAsync(Envelope(Registration).Frame);
        await Eventually.HoldsAsync(() => _served.Node.Registry.Temporary.Count == 1);
        decent.CloseCode.ShouldBeNull();
    }

    [Theory]
    [InlineData(16128)]
    [InlineData(1)]
    public async Task A_peer_that_claims_a_port_no_node_has_is_not_let_in(int port) =>
        await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(() => ForeignPeer.DialAsync(_served.Address, port));

    [Fact]
    public async Task Two_of_our_nodes_find_each_other_and_pass_on_what_one_publishes()
    {
        var there = OwnAddress.Take().ToString();
        _fluxd.AddNode(3, there, Keys.Node(52).PublicKey);
        _fluxd.Mine();
        await using var second = await ServedNode.StartAsync(_fluxd, _time, there, Keys.Node(52));
        await _served.Node.FollowAsync(_fluxd);
        await second.Node.FollowAsync(_fluxd);
        second.Dial();
        await Eventually.HoldsAsync(() => _served.Node.Gossip.Reconcilers.Count == 1 && second.Node.Gossip.Peers.Count > 0);

        var verdict = await second.Node.Messages.PublishAsync(new Owner(9).Register("ours", _time.NowMs), CancellationToken.None);

        verdict.IsAccepted.ShouldBeTrue(verdict.ToString());
        await Eventually.HoldsAsync(() => _served.Node.Registry.Temporary.Count == 1);
    }

    // An envelope by the node at 127.0.0.1:16137, whose key is the reference's.
    private (string Frame, string Hash) Envelope(string data)
    {
        JsReader.TryRead(data, out var value, out var problem).ShouldBeTrue(problem);
        value.ToString().ShouldBe(data);
        var key = Keys.Node(1);
        var frame = $$"""{"version":1,"timestamp":{{_time.NowMs}},"pubKey":"{{key.PublicKey}}","signature":"{{key.Sign($"1{data}{_time.NowMs}")}}","data":{{data}}}""";
        return (frame, Convert.ToHexStringLower(ContentHash.Of(value)));
    }

    private string Garbage(string kind, int number) => kind == "signature"
        ? Envelope(Registration).Frame.Replace("\"description\":\"d\"", $"\"description\":\"{number}\"", StringComparison.Ordinal)
        : Envelope(Registration.Replace("\"description\":\"d\"", $"\"description\":\"{number}\"", StringComparison.Ordinal)).Frame;
}
