using System.Text.Json;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Os.Following;
using Flux.Os.Options;
using Flux.Os.Peers;
using Flux.Os.Registry;
using Flux.Os.Watching;

namespace Flux.Os.Api;

/// <summary>Pulses between nodes, where apps run, and why (FluxOS reference §11.4 for the locations; pulses are ours).</summary>
internal static class WatchEndpoints
{
    /// <summary>How recently an instance must have been heard of.</summary>
    internal static readonly TimeSpan LocationAge = TimeSpan.FromSeconds(5);

    public static void Map(IEndpointRouteBuilder routes, DateTimeOffset startedAt)
    {
        var started = startedAt.ToUnixTimeMilliseconds();
        var watch = routes.MapGroup("/flux").WithTags("watching");
        watch.MapGet("/pulse", (LocalInstances local, ChainFollower follower, GossipNetwork gossip, OsOptions options) =>
            Results.Json(new Pulse(FluxEndpoints.Own(follower, gossip)?.Collateral.ToString() ?? "", options.Name, started, follower.Picture.Height, local.Pulse()), JsonSerializerOptions.Web))
            .WithSummary("What this node runs, for other nodes' probes (ours)");
        watch.MapGet("/seen/{address?}", (PulseTable pulses, GossipNetwork gossip, string address) =>
            !NodeAddress.TryParse(address, out var node) ? Answer.Error("not an address") : Results.Json(new SeenNode(node == gossip.Self ? 0 : pulses.ReachedByUsAgoMs(node)), JsonSerializerOptions.Web))
            .WithSummary("How long ago this node itself reached another one (ours)");
        var apps = routes.MapGroup("/apps").WithTags("apps");
        apps.MapGet("/locations", (LocationList locations) => AppRecords.Success(locations.All(LocationAge))).WithSummary("Where every app runs");
        apps.MapGet("/location/{appname?}", (LocationList locations, string? appname) => AppRecords.Success(locations.Of(appname ?? "", LocationAge))).WithSummary("Where an app runs");
        apps.MapGet("/why/{appname?}", (RegistryService registry, AppWatcher watcher, ChainFollower follower, PulseTable pulses, LocalInstances local, GossipNetwork gossip, string appname) =>
            registry.Table.Find(appname) is { } app ? AppRecords.Success(Why(app.Name, PlacementExplanation.Of(app, follower.Picture.Genesis, registry.Rules.Apps, watcher.WalkOf(app)), follower.Picture, pulses, local, gossip)) : RegistryEndpoints.NotFound(appname))
            .WithSummary("The placement of an app explained, node by node (ours)");
    }

    private static JsValue Why(string app, PlacementExplanation explanation, ChainPicture picture, PulseTable pulses, LocalInstances local, GossipNetwork gossip) => JsValue.Object(
    [
        new("key", JsValue.Of(explanation.Key)),
        new("wanted", JsValue.Of(explanation.Wanted)),
        new("needs", JsValue.Of(explanation.Needs)),
        new("nodes", JsValue.Array(explanation.Lines.Select(line =>
        {
            var node = picture.Index.Of(line.Node.Node.Collateral);
            return JsValue.Object(
            [
                new("rank", JsValue.Of(line.Node.Rank)),
                new("collateral", JsValue.Of(line.Node.Node.Collateral.ToString())),
                new("ip", JsValue.Of(node?.Address?.ToString() ?? node?.AddressText ?? "")),
                new("tier", JsValue.Of(line.Node.Node.Tier.ToString().ToUpperInvariant())),
                new("seat", JsValue.Of(line.Node.Seat.ToString())),
                new("state", JsValue.Of(StateOf(app, node, pulses, local, gossip))),
                new("sentence", JsValue.Of(UpdateOf(app, node, pulses, local, gossip) is { } update ? $"{line.Sentence}; {update}" : line.Sentence)),
            ]);
        }))),
    ]);

    private static string? UpdateOf(string app, ChainNodeEntry? node, PulseTable pulses, LocalInstances local, GossipNetwork gossip) =>
        node?.Address is not { } address ? null : (address == gossip.Self ? local.Pulse() : pulses.Find(address)?.Apps ?? []).FirstOrDefault(a => a.Name == app)?.Update;

    private static string StateOf(string app, ChainNodeEntry? node, PulseTable pulses, LocalInstances local, GossipNetwork gossip)
    {
        if (node?.Address is not { } address) return "unknown";
        var reported = address == gossip.Self ? local.Pulse() : pulses.Find(address)?.Apps ?? [];
        if (address != gossip.Self && pulses.ReachedAgoMs(address) is null or > 1500) return "not reached";
        var found = reported.FirstOrDefault(a => a.Name == app);
        return found is null ? "idle" : found.State == PulseApp.Running && found.HealthyMs > 0 ? "healthy" : found.State;
    }
}
