using Flux.Apps.Canonical;

namespace Flux.Apps.Messages;

/// <summary><c>fluxappremoved</c>: an app no longer runs at an address.</summary>
public sealed record RemovedReport(NodeAddress Ip, string AppName, long BroadcastedAt) : GossipMessage
{
    public const string TypeName = "fluxappremoved";

    public override string Type => TypeName;

    public override SenderRule Sender => SenderRule.NodeAt(Ip);

    public override long LifetimeMs => GossipTiming.RemovedMs;

    public override long RelayAgeMs => GossipTiming.RelayAgeMs;

    public override JsValue ToJs() => JsValue.Object(
    [
        new("type", JsValue.Of(TypeName)), new("version", JsValue.Of(1)), new("ip", JsValue.Of(Ip.ToString())), new("appName", JsValue.Of(AppName)),
        new("broadcastedAt", JsValue.Of(BroadcastedAt)),
    ]);
}
