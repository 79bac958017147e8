using Flux.Apps.Canonical;

namespace Flux.Apps.Messages;

/// <summary><c>fluxappinstallingerror</c>: an installation failed at a node; takes back its <see cref="InstallingReport"/>.</summary>
/// <param name="Error">Text for people; existing nodes put the JSON text of an error envelope here.</param>
public sealed record InstallErrorReport(string Name, string Hash, NodeAddress Ip, string Error, long BroadcastedAt) : GossipMessage
{
    public const string TypeName = "fluxappinstallingerror";

    public override string Type => TypeName;

    public override SenderRule Sender => SenderRule.NodeAt(Ip);

    public override long? ToldAt => BroadcastedAt;

    public override long LifetimeMs => GossipTiming.InstallErrorMs;

    public override long RelayAgeMs => GossipTiming.MaxAgeMs;

    public override JsValue ToJs() => JsValue.Object(
    [
        new("type", JsValue.Of(TypeName)), new("version", JsValue.Of(1)), new("name", JsValue.Of(Name)), new("hash", JsValue.Of(Hash)),
        new("ip", JsValue.Of(Ip.ToString())), new("error", JsValue.Of(Error)), new("broadcastedAt", JsValue.Of(BroadcastedAt)),
    ]);
}
