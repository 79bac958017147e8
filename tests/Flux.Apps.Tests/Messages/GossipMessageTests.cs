using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Tests.Support;
using Flux.Primitives;

namespace Flux.Apps.Tests.Messages;

/// <summary>The table of fluxos-protocol §4.2: fields in their order, senders, lifetimes.</summary>
public sealed class GossipMessageTests
{
    private static readonly NodeAddress Here = new(0x01020304, 16137);
    private static readonly NodeAddress There = new(0x05060708, 16127);
    private static readonly MessageHash Hash = MessageHash.Of("x");
    private static readonly OutPoint Node = new(TxId.Parse(new string('a', 64)), 3);

    public static TheoryData<GossipMessage, string> Messages => new()
    {
        { new AppRequest([Hash]), $$"""{"type":"fluxapprequest","version":1,"hash":"{{Hash}}"}""" },
        { new AppRequest([Hash, Hash]), $$"""{"type":"fluxapprequest","version":2,"hashes":["{{Hash}}","{{Hash}}"]}""" },
        {
            new RunningReport([new("a", "h", "2026-07-01T12:00:00.000Z")], Here, 5, Number("12345.67"), true),
            """{"type":"fluxapprunning","version":2,"apps":[{"name":"a","hash":"h","runningSince":"2026-07-01T12:00:00.000Z"}],"ip":"1.2.3.4:16137","broadcastedAt":5,"osUptime":12345.67,"staticIp":true}"""
        },
        { new InstallingReport("a", Here, 5), """{"type":"fluxappinstalling","version":1,"name":"a","ip":"1.2.3.4:16137","broadcastedAt":5}""" },
        {
            new InstallErrorReport("a", "h", Here, "e", 5),
            """{"type":"fluxappinstallingerror","version":1,"name":"a","hash":"h","ip":"1.2.3.4:16137","error":"e","broadcastedAt":5}"""
        },
        { new RemovedReport(Here, "a", 5), """{"type":"fluxappremoved","version":1,"ip":"1.2.3.4:16137","appName":"a","broadcastedAt":5}""" },
        { new AddressChange(Here, There, 5), """{"type":"fluxipchanged","version":1,"oldIP":"1.2.3.4:16137","newIP":"5.6.7.8:16127","broadcastedAt":5}""" },
        { new ShutdownNotice(Here, 5), """{"type":"fluxnodesigterm","version":1,"ip":"1.2.3.4:16137","broadcastedAt":5}""" },
        { new SyncBatch(SyncBatch.Temporary, [JsValue.EmptyObject], false), """{"type":"fluxapptempsync","version":1,"messages":[{}],"done":false}""" },
        { new SyncBatch(SyncBatch.Running, [], true), """{"type":"fluxapprunningsync","messages":[],"done":true}""" },
        {
            new DeclineReport("a", Hash, Here, Node, DeclineReason.Port, 99, 5),
            $$"""{"type":"fluxappdeclined","version":1,"name":"a","hash":"{{Hash}}","ip":"1.2.3.4:16137","collateral":"{{new string('a', 64)}}:3","reason":"Port","untilHeight":99,"broadcastedAt":5}"""
        },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void Is_written_and_read(GossipMessage message, string wire)
    {
        message.ToJs().ToString().ShouldBe(wire);
        GossipReader.TryRead(Example.Value(wire), out var read, out var problem).ShouldBeTrue(problem);
        read.ToJs().ToString().ShouldBe(wire);
        read.Type.ShouldBe(message.Type);
    }

    [Fact]
    public void App_messages_are_read_with_their_specification()
    {
        var message = new AppAnnouncement(new Owner(1).Register("demo"), ArcaneSender: true);
        GossipReader.TryRead(Example.Value(message.ToJs().ToString()), out var read, out var problem).ShouldBeTrue(problem);
        read.ToJs().ToString().ShouldBe(message.ToJs().ToString());
        read.Sender.ShouldBe(SenderRule.AnyNode);
        read.LifetimeMs.ShouldBe(3_600_000);
    }

    [Fact]
    public void Reports_must_come_from_the_node_they_speak_of()
    {
        new InstallingReport("a", Here, 5).Sender.ShouldBe(SenderRule.NodeAt(Here));
        new AddressChange(Here, There, 5).Sender.ShouldBe(SenderRule.NodeAt(Here));
        new RunningReport([], Here, 5, default, false).Sender.ShouldBe(SenderRule.NodeAt(Here));
        new AppRequest([Hash]).Sender.ShouldBe(SenderRule.AnyNode);
    }

    [Fact]
    public void Have_their_lifetimes()
    {
        new RunningReport([], Here, 5, default, false).LifetimeMs.ShouldBe(125 * 60_000);
        new InstallingReport("a", Here, 5).LifetimeMs.ShouldBe(15 * 60_000);
        new InstallErrorReport("a", "h", Here, "e", 5).LifetimeMs.ShouldBe(24 * 3_600_000);
        new RemovedReport(Here, "a", 5).LifetimeMs.ShouldBe(65 * 60_000);
        new AddressChange(Here, There, 5).LifetimeMs.ShouldBe(65 * 60_000);
        new ShutdownNotice(Here, 5).LifetimeMs.ShouldBe(420_000);
        new ShutdownNotice(Here, 5).MaxAgeMs.ShouldBe(240_000);
        new RemovedReport(Here, "a", 5).RelayAgeMs.ShouldBe(240_000);
        new AppRequest([Hash]).RelayAgeMs.ShouldBe(0);
    }

    [Fact]
    public void Version_1_of_a_running_report_names_one_app()
    {
        var wire = """{"type":"fluxapprunning","version":1,"name":"a","hash":"h","ip":"1.2.3.4","broadcastedAt":5}""";
        GossipReader.TryRead(Example.Value(wire), out var read, out var problem).ShouldBeTrue(problem);
        var report = read.ShouldBeOfType<RunningReport>();
        report.Apps.ShouldBe([new RunningApp("a", "h", "")]);
        report.Ip.ShouldBe(new NodeAddress(0x01020304, 16127));
    }

    [Theory]
    [InlineData("""{"type":"nothing"}""", "unknown type \"nothing\"")]
    [InlineData("""{}""", "unknown type \"\"")]
    [InlineData("""{"type":"fluxappinstalling","version":1,"ip":"1.2.3.4","broadcastedAt":5}""", "name must be a text of 1–128 characters")]
    [InlineData("""{"type":"fluxappinstalling","name":"a","ip":"1.2.3","broadcastedAt":5}""", "ip must be an address a.b.c.d:port")]
    [InlineData("""{"type":"fluxappinstalling","name":"a","ip":"1.2.3.4","broadcastedAt":"now"}""", "broadcastedAt must be a number")]
    [InlineData("""{"type":"fluxappinstalling","name":"a","ip":"1.2.3.4","broadcastedAt":1.5}""", "broadcastedAt must be a whole number")]
    [InlineData("""{"type":"fluxapprequest","version":1,"hash":"zz"}""", "hash must be 64 lower-case hexadecimal characters")]
    [InlineData("""{"type":"fluxapprequest","version":2,"hashes":7}""", "hashes must be a list of at most 500")]
    [InlineData("""{"type":"fluxapprunning","version":2,"apps":[{"hash":"h"}],"ip":"1.2.3.4","broadcastedAt":5,"osUptime":1}""", "name must be a text of 1–128 characters")]
    [InlineData("""{"type":"fluxappregister","version":1}""", "timestamp must be a number")]
    [InlineData("""{"type":"fluxapptempsync","messages":{},"done":true}""", "messages must be a list of at most 2500")]
    public void Says_what_is_wrong(string wire, string expected)
    {
        GossipReader.TryRead(Example.Value(wire), out _, out var problem).ShouldBeFalse();
        problem.ShouldBe(expected);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void A_running_report_names_at_most_200_apps(int count, bool read)
    {
        var report = new RunningReport([.. Enumerable.Repeat(new RunningApp("a", "h", ""), count)], Here, 5, default, false);
        GossipReader.TryRead(report.ToJs(), out _, out _).ShouldBe(read);
    }

    [Theory]
    [InlineData("1.2.3.4", "1.2.3.4:16127")]
    [InlineData("1.2.3.4:16127", "1.2.3.4:16127")]
    [InlineData("255.255.255.255:65535", "255.255.255.255:65535")]
    public void Addresses_have_one_spelling(string text, string full)
    {
        NodeAddress.TryParse(text, out var address).ShouldBeTrue();
        address.ToString().ShouldBe(full);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.3.04")]
    [InlineData("1.2.3.4:0")]
    [InlineData("1.2.3.4:65536")]
    [InlineData("1.2.3.4:")]
    [InlineData("1.2.3.4 ")]
    [InlineData("::1")]
    [InlineData("host:1")]
    public void Refuses_other_addresses(string? text) => NodeAddress.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Instants_are_written_as_JavaScript_does()
    {
        IsoInstant.Write(1_790_000_000_123).ShouldBe("2026-09-21T14:13:20.123Z");
        IsoInstant.TryRead("2026-09-21T14:13:20.123Z", out var ms).ShouldBeTrue();
        ms.ShouldBe(1_790_000_000_123);
        IsoInstant.TryRead("yesterday", out _).ShouldBeFalse();
    }

    private static JsNumber Number(string literal) => JsNumber.TryParse(literal, out var number) ? number : default;
}
