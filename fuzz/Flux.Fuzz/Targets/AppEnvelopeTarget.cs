using System.Text;
using Flux.Apps.Messages;
using Flux.Fuzz.Engine;

namespace Flux.Fuzz.Targets;

/// <summary>Gossip envelopes, the messages inside, and node addresses.</summary>
internal sealed class AppEnvelopeTarget : IFuzzTarget
{
    public string Name => "app-envelope";

    public long AllocationLimit(int length) => 1_048_576 + (4096L * length);

    public IEnumerable<byte[]> Seeds() => Samples.Texts(
        "{\"version\":1,\"timestamp\":1700000000000,\"pubKey\":\"02ca8a40e8a9201ddbc85c8002aa7ead70453cb33b6ec735e01b6cc06c58bce310\",\"signature\":\"aa\",\"data\":{\"type\":\"fluxapprunning\","
        + "\"version\":1,\"name\":\"demo\",\"hash\":\"" + new string('a', 64) + "\",\"ip\":\"1.2.3.4\",\"broadcastedAt\":1700000000000}}",
        "1.2.3.4:16127",
        "[::1]:80");

    public int Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        var isAddress = NodeAddress.TryParse(text, out _);
        if (!GossipEnvelope.TryRead(text, out var envelope, out var problem)) return Shape.Of(isAddress, problem.Length, Math.Min(text.Length / 8, 32));
        var isMessage = GossipReader.TryRead(envelope.Data, out _, out var reason);
        var isApp = AppMessage.TryRead(envelope.Data, out _, out _);
        return Shape.Of(isMessage, isApp, reason.Length);
    }
}
