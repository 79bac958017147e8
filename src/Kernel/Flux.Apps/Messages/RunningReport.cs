using System.Collections.Immutable;
using Flux.Apps.Canonical;

namespace Flux.Apps.Messages;

/// <summary><c>fluxapprunning</c> version 2: what runs at an address. An empty list withdraws everything of that address.</summary>
/// <param name="OsUptime">Seconds since the machine started, possibly with a fraction.</param>
public sealed record RunningReport(
    ImmutableArray<RunningApp> Apps, NodeAddress Ip, long BroadcastedAt, JsNumber OsUptime, bool StaticIp) : GossipMessage
{
    public const string Name = "fluxapprunning";

    /// <summary>Most apps of one report.</summary>
    public const int MaxApps = 200;

    public override string Type => Name;

    public override SenderRule Sender => SenderRule.NodeAt(Ip);

    public override long? ToldAt => BroadcastedAt;

    public override long LifetimeMs => GossipTiming.RunningMs;

    public override long RelayAgeMs => GossipTiming.RelayAgeMs;

    public override JsValue ToJs() => JsValue.Object(
    [
        new("type", JsValue.Of(Name)),
        new("version", JsValue.Of(2)),
        new("apps", JsValue.Array(Apps.Select(app => JsValue.Object(
        [
            new("name", JsValue.Of(app.Name)), new("hash", JsValue.Of(app.Hash)), new("runningSince", JsValue.Of(app.RunningSince)),
        ])))),
        new("ip", JsValue.Of(Ip.ToString())),
        new("broadcastedAt", JsValue.Of(BroadcastedAt)),
        new("osUptime", JsValue.Of(OsUptime)),
        new("staticIp", JsValue.Of(StaticIp)),
    ]);
}
