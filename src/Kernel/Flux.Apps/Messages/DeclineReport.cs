using Flux.Apps.Canonical;
using Flux.Apps.Placement;
using Flux.Primitives;

namespace Flux.Apps.Messages;

/// <summary>
/// <c>fluxappdeclined</c>, an addition of ours: a node that was drawn does not run one version of an app, until a height. Every node that
/// walks the ranks skips it (architecture §6.3). Existing nodes ignore the type.
/// </summary>
/// <param name="App">The message in force; an update ends the decline.</param>
/// <param name="Node">The collateral of the declining node, which must be the one at <paramref name="Ip"/>.</param>
public sealed record DeclineReport(
    string Name, MessageHash App, NodeAddress Ip, OutPoint Node, DeclineReason Reason, long UntilHeight, long BroadcastedAt) : GossipMessage
{
    public const string TypeName = "fluxappdeclined";

    /// <summary>A decline reaches at most this many blocks ahead, so that a node that recovered is asked again.</summary>
    public const int MaxBlocks = 22_000;

    public override string Type => TypeName;

    public override SenderRule Sender => SenderRule.NodeAt(Ip);

    public override long LifetimeMs => GossipTiming.InstallErrorMs;

    public override long RelayAgeMs => GossipTiming.MaxAgeMs;

    /// <summary>What the walk needs of it.</summary>
    public Decline ToDecline() => new(Node, App, Reason, UntilHeight);

    public override JsValue ToJs() => JsValue.Object(
    [
        new("type", JsValue.Of(TypeName)), new("version", JsValue.Of(1)), new("name", JsValue.Of(Name)), new("hash", JsValue.Of(App.ToString())),
        new("ip", JsValue.Of(Ip.ToString())), new("collateral", JsValue.Of(Node.ToString())), new("reason", JsValue.Of(Reason.ToString())),
        new("untilHeight", JsValue.Of(UntilHeight)), new("broadcastedAt", JsValue.Of(BroadcastedAt)),
    ]);
}
