using Flux.Apps.Canonical;

namespace Flux.Apps.Messages;

/// <summary><c>fluxappinstalling</c>: a node has begun to install an app.</summary>
public sealed record InstallingReport(string Name, NodeAddress Ip, long BroadcastedAt) : GossipMessage
{
    public const string TypeName = "fluxappinstalling";

    public override string Type => TypeName;

    public override SenderRule Sender => SenderRule.NodeAt(Ip);

    public override long? ToldAt => BroadcastedAt;

    public override long LifetimeMs => GossipTiming.InstallingMs;

    public override long RelayAgeMs => GossipTiming.MaxAgeMs;

    public override JsValue ToJs() => JsValue.Object(
    [
        new("type", JsValue.Of(TypeName)), new("version", JsValue.Of(1)), new("name", JsValue.Of(Name)), new("ip", JsValue.Of(Ip.ToString())),
        new("broadcastedAt", JsValue.Of(BroadcastedAt)),
    ]);
}
