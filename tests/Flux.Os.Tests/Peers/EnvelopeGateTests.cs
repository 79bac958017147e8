using Flux.Apps.Messages;
using Flux.Crypto.Curves;
using Flux.Os.Peers;
using Flux.Os.Tests.Support;

namespace Flux.Os.Tests.Peers;

/// <summary>Which gossip frames are news, which are nothing, and which are offences.</summary>
public sealed class EnvelopeGateTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly byte[] _key = [.. new byte[31], 5];
    private readonly byte[] _stranger = [.. new byte[31], 6];
    private StubFluxd _fluxd = null!;
    private Node _node = null!;
    private EnvelopeGate _gate = null!;

    public async ValueTask InitializeAsync()
    {
        _fluxd = await StubFluxd.StartAsync();
        _fluxd.AddNode(1, "127.99.0.12", PublicKeyOf(_key));
        _fluxd.Mine();
        _node = new Node(_fluxd, _time);
        await _node.FollowAsync(_fluxd);
        _gate = new EnvelopeGate(_node.Follower, new SeenMessages(_time), _time);
    }

    public ValueTask DisposeAsync()
    {
        _node.Dispose();
        return _fluxd.DisposeAsync();
    }

    [Fact]
    public void A_confirmed_nodes_message_is_news_once()
    {
        var frame = Frame(_key, "127.99.0.12");

        _gate.Judge(frame).Message.ShouldBeOfType<RemovedReport>();
        _gate.Judge(frame).ShouldBe(GateResult.Known);
        _gate.Judge($"T{_time.NowMs}|{frame}").ShouldBe(GateResult.Known);
    }

    [Fact]
    public void Keys_that_are_not_on_the_list_and_addresses_of_others_are_passed_over()
    {
        _gate.Judge(Frame(_stranger, "127.99.0.12")).ShouldBe(GateResult.Known);
        _gate.Judge(Frame(_key, "127.99.0.13")).ShouldBe(GateResult.Known);
    }

    [Fact]
    public void A_changed_message_is_an_offence_and_does_not_suppress_the_genuine_one()
    {
        var frame = Frame(_key, "127.99.0.12");
        var forged = frame.Replace("\"timestamp\":", "\"timestamp\":1", StringComparison.Ordinal);

        _gate.Judge(forged).Problem.ShouldNotBeNull();

        _gate.Judge(frame).Message.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(300_000, true)]
    [InlineData(300_001, false)]
    public void An_old_report_in_a_new_envelope_is_no_news(long age, bool isNews)
    {
        NodeAddress.TryParse("127.99.0.12", out var node).ShouldBeTrue();
        var at = _time.NowMs - age;
        foreach (var report in (GossipMessage[])[new RunningReport([], node, at, default, false), new InstallingReport("demo", node, at), new InstallErrorReport("demo", "h", node, "e", at)])
            (_gate.Judge(GossipEnvelope.Sign(report, _time.NowMs, PublicKeyOf(_key), _key).ToJson()).Message is not null).ShouldBe(isNews, report.Type);
        // What takes something back is heard late too.
        _gate.Judge(GossipEnvelope.Sign(new RemovedReport(node, "demo", at), _time.NowMs, PublicKeyOf(_key), _key).ToJson()).Message.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("T")]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("""{"version":1,"timestamp":1,"pubKey":"02","signature":"x","data":[]}""")]
    public void What_is_no_envelope_is_an_offence(string frame) => _gate.Judge(frame).Problem.ShouldNotBeNull();

    private string Frame(byte[] key, string address)
    {
        NodeAddress.TryParse(address, out var node).ShouldBeTrue();
        return GossipEnvelope.Sign(new RemovedReport(node, "demo", _time.NowMs), _time.NowMs, PublicKeyOf(key), key).ToJson();
    }

    private static string PublicKeyOf(byte[] key)
    {
        Secp256k1.TryGetPublicKey(key, compressed: true, out var publicKey).ShouldBeTrue();
        return Convert.ToHexStringLower(publicKey);
    }
}
