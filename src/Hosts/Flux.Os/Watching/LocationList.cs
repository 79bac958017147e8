using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Os.Options;
using Flux.Os.Peers;

namespace Flux.Os.Watching;

/// <summary>Where apps run, as this node sees it: its own instances and what other nodes' pulses told within a time.</summary>
public sealed class LocationList(PulseTable pulses, LocalInstances local, GossipNetwork gossip, OsOptions options, TimeProvider time)
{
    /// <summary>Every instance.</summary>
    public IEnumerable<JsValue> All(TimeSpan age) => Rows(pulses.ReachedWithin(age)).Select(r => Row(r.Address, r.App, age));

    /// <summary>Instances of one app.</summary>
    public IEnumerable<JsValue> Of(string app, TimeSpan age) =>
        Rows(pulses.ReachedWithin(age)).Where(r => string.Equals(r.App.Name, app, StringComparison.OrdinalIgnoreCase)).Select(r => Row(r.Address, r.App, age));

    /// <summary>Nodes with a healthy instance of an app that this node reached itself within a time.</summary>
    public IEnumerable<(NodeAddress Address, string Node)> Healthy(string app, TimeSpan age) =>
        Rows(pulses.ReachedByUsWithin(age)).Where(r => r.App.Name == app && r.App is { State: PulseApp.Running, HealthyMs: > 0 }).Select(r => (r.Address, r.Node));

    private IEnumerable<(NodeAddress Address, string Node, PulseApp App)> Rows(IEnumerable<(NodeAddress Address, Pulse Pulse)> reached) =>
        reached.SelectMany(r => r.Pulse.Apps.Select(a => (r.Address, r.Pulse.Name, a)))
            .Concat(local.Pulse().Select(a => (gossip.Self, options.Name, a)))
            .OrderBy(r => r.a.Name, StringComparer.Ordinal).ThenBy(r => r.Item1.ToString(), StringComparer.Ordinal)
            .Select(r => (r.Item1, r.Item2, r.a));

    private JsValue Row(NodeAddress address, PulseApp app, TimeSpan age)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return JsValue.Object(
        [
            new("name", JsValue.Of(app.Name)),
            new("hash", JsValue.Of(app.Hash)),
            new("ip", JsValue.Of(address.ToString())),
            new("state", JsValue.Of(app.HealthyMs > 0 ? "healthy" : app.State)),
            new("broadcastedAt", JsValue.Of(IsoInstant.Write(now))),
            new("expireAt", JsValue.Of(IsoInstant.Write(now + (long)age.TotalMilliseconds))),
            new("runningSince", app.RunningSince == 0 ? JsValue.Null : JsValue.Of(IsoInstant.Write(app.RunningSince))),
        ]);
    }
}
