using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Tests.Support;

namespace Flux.Apps.Tests.Messages;

/// <summary>fluxos-protocol §4.1.</summary>
public sealed class GossipEnvelopeTests
{
    private const long Now = 1_790_000_000_000;
    private static readonly Owner Node = new(7);
    private static readonly InstallingReport Message = new("demo", new NodeAddress(0x01020304, 16127), Now);

    [Fact]
    public void Goes_over_the_wire_and_back()
    {
        var text = Signed().ToJson();
        text.ShouldStartWith("{\"version\":1,\"timestamp\":1790000000000,\"pubKey\":\"");
        text.ShouldContain("\"data\":{\"type\":\"fluxappinstalling\",\"version\":1,\"name\":\"demo\",\"ip\":\"1.2.3.4:16127\",\"broadcastedAt\":1790000000000}");
        GossipEnvelope.TryRead(text, out var read, out var problem).ShouldBeTrue(problem);
        read.Check(Now).ShouldBe(EnvelopeState.Good);
        read.ContentHash().ShouldBe(Signed().ContentHash());
        GossipReader.TryRead(read.Data, out var message, out problem).ShouldBeTrue(problem);
        message.ShouldBe(Message);
    }

    [Fact]
    public void Signs_one_then_the_data_then_the_time() =>
        GossipEnvelope.SignedText(JsValue.EmptyObject, Now).ShouldBe("1{}1790000000000");

    [Fact]
    public void Whitespace_on_the_wire_does_not_matter_and_key_order_does()
    {
        var spaced = Signed().ToJson().Replace(",", " , ", StringComparison.Ordinal);
        GossipEnvelope.TryRead(spaced, out var read, out _).ShouldBeTrue();
        read.Check(Now).ShouldBe(EnvelopeState.Good);
        var reversed = read with { Data = JsValue.Object(read.Data.Members.Reverse()) };
        reversed.Check(Now).ShouldBe(EnvelopeState.BadSignature);
    }

    [Fact]
    public void An_uncompressed_node_key_signs_as_such()
    {
        Crypto.Curves.Secp256k1.TryGetPublicKey(Node.Key, compressed: false, out var key).ShouldBeTrue();
        var envelope = GossipEnvelope.Sign(Message, Now, Convert.ToHexStringLower(key), Node.Key);
        envelope.Check(Now).ShouldBe(EnvelopeState.Good);
        (envelope with { PubKey = Node.PublicKey }).Check(Now).ShouldBe(EnvelopeState.BadSignature);
    }

    [Theory]
    [InlineData(-300_000, EnvelopeState.Good)]
    [InlineData(-300_001, EnvelopeState.Stale)]
    [InlineData(120_000, EnvelopeState.Good)]
    [InlineData(120_001, EnvelopeState.FromTheFuture)]
    public void Has_an_age(long offset, EnvelopeState expected) =>
        GossipEnvelope.Sign(Message, Now + offset, Node.PublicKey, Node.Key).Check(Now).ShouldBe(expected);

    [Fact]
    public void Is_bound_to_time_key_and_data()
    {
        var good = Signed();
        (good with { Timestamp = Now + 1 }).Check(Now).ShouldBe(EnvelopeState.BadSignature);
        (good with { PubKey = new Owner(8).PublicKey }).Check(Now).ShouldBe(EnvelopeState.BadSignature);
        (good with { Data = good.Data.With("name", JsValue.Of("other")) }).Check(Now).ShouldBe(EnvelopeState.BadSignature);
    }

    [Theory]
    [InlineData("version", "2", "version must be 1")]
    [InlineData("timestamp", "\"1\"", "timestamp is missing")]
    [InlineData("pubKey", "\"\"", "pubKey is missing")]
    [InlineData("signature", "1", "signature is missing")]
    [InlineData("data", "[]", "data is missing")]
    public void Says_which_field_is_wrong(string field, string json, string expected)
    {
        var text = Example.Value(Signed().ToJson()).With(field, Example.Value(json)).ToString();
        GossipEnvelope.TryRead(text, out _, out var problem).ShouldBeFalse();
        problem.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("T1|{}")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Refuses_other_texts(string text) => GossipEnvelope.TryRead(text, out _, out _).ShouldBeFalse();

    private static GossipEnvelope Signed() => GossipEnvelope.Sign(Message, Now, Node.PublicKey, Node.Key);
}
