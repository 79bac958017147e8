using Flux.Apps.Canonical;

namespace Flux.Apps.Messages;

/// <summary><c>fluxipchanged</c>: a node moved; its reports move with it. Signed by the node at the old address.</summary>
public sealed record AddressChange(NodeAddress OldIp, NodeAddress NewIp, long BroadcastedAt) : GossipMessage
{
    public const string TypeName = "fluxipchanged";

    public override string Type => TypeName;

    public override SenderRule Sender => SenderRule.NodeAt(OldIp);

    public override long LifetimeMs => GossipTiming.RemovedMs;

    public override long RelayAgeMs => GossipTiming.RelayAgeMs;

    public override JsValue ToJs() => JsValue.Object(
    [
        new("type", JsValue.Of(TypeName)), new("version", JsValue.Of(1)), new("oldIP", JsValue.Of(OldIp.ToString())),
        new("newIP", JsValue.Of(NewIp.ToString())), new("broadcastedAt", JsValue.Of(BroadcastedAt)),
    ]);
}
