using Flux.Apps.Canonical;

namespace Flux.Apps.Messages;

/// <summary><c>fluxnodesigterm</c>: the machine at an address is shutting down; its reports end 420 s after it.</summary>
public sealed record ShutdownNotice(NodeAddress Ip, long BroadcastedAt) : GossipMessage
{
    public const string TypeName = "fluxnodesigterm";

    public override string Type => TypeName;

    public override SenderRule Sender => SenderRule.NodeAt(Ip);

    public override long MaxAgeMs => GossipTiming.RelayAgeMs;

    public override long LifetimeMs => GossipTiming.ShutdownGraceMs;

    public override long RelayAgeMs => GossipTiming.RelayAgeMs;

    public override JsValue ToJs() => JsValue.Object(
    [
        new("type", JsValue.Of(TypeName)), new("version", JsValue.Of(1)), new("ip", JsValue.Of(Ip.ToString())),
        new("broadcastedAt", JsValue.Of(BroadcastedAt)),
    ]);
}
