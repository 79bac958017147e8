using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Reports;
using Flux.Os.Options;
using Flux.Os.Peers;

namespace Flux.Os.Watching;

/// <summary>
/// Where apps run, as this node sees it: its own instances, what other nodes' pulses told within a time, and what nodes that send no
/// pulses reported by gossip.
/// </summary>
public sealed class LocationList(PulseTable pulses, LocalInstances local, ReportBook reports, GossipNetwork gossip, OsOptions options, TimeProvider time)
{
    /// <summary>Every instance.</summary>
    public IEnumerable<JsValue> All(TimeSpan age) => Of(null, age);

    /// <summary>Instances of one app, or of all.</summary>
    public IEnumerable<JsValue> Of(string? app, TimeSpan age) =>
        Rows(pulses.ReachedWithin(Patient(age)), app).Select(r => Row(r.Address, r.App, age))
            .Concat(reports.Running(app).Where(r => !SendsPulses(r.Ip)).Select(Row))
            .Concat(reports.Installing(app).Where(r => !SendsPulses(r.Ip)).Select(Row));

    /// <summary>Where an app, or any, could not be installed within the last day.</summary>
    public IEnumerable<JsValue> InstallErrors(string? app = null) => reports.Errors(app).Select(row => JsValue.Object(
    [
        new("name", JsValue.Of(row.Name)), new("hash", JsValue.Of(row.Hash)), new("ip", JsValue.Of(row.Ip.ToString())), new("error", JsValue.Of(row.Error)),
        new("broadcastedAt", JsValue.Of(IsoInstant.Write(row.BroadcastedAt))), new("expireAt", JsValue.Of(IsoInstant.Write(row.ExpireAt))),
    ]));

    /// <summary>Nodes with a healthy instance of an app that this node reached itself within a time.</summary>
    public IEnumerable<(NodeAddress Address, string Node)> Healthy(string app, TimeSpan age) =>
        Rows(pulses.ReachedByUsWithin(Patient(age)), app).Where(r => r.App is { State: PulseApp.Running, HealthyMs: > 0 }).Select(r => (r.Address, r.Node));

    /// <summary>Whether a node that this one reached itself within a time is starting or changing an instance.</summary>
    public bool IsComing(string app, TimeSpan age) => Rows(pulses.ReachedByUsWithin(Patient(age)), app).Any(r => r.App.State == PulseApp.Installing);

    /// <summary>Nodes that told of an instance when they were reached last.</summary>
    public IEnumerable<NodeAddress> Places(string app) => Rows(pulses.ReachedByUsWithin(TimeSpan.MaxValue), app).Select(r => r.Address);

    // In a large network most nodes are probed seldom.
    private TimeSpan Patient(TimeSpan age) => PulseProber.FarBeat(pulses.Count) * 4 is var slow && slow > age ? slow : age;

    // A node that was ever reached is known better by its pulses: its reports would outlive it by two hours.
    private bool SendsPulses(NodeAddress address) => address == gossip.Self || pulses.Find(address) is not null;

    private IEnumerable<(NodeAddress Address, string Node, PulseApp App)> Rows(IEnumerable<(NodeAddress Address, Pulse Pulse)> reached, string? app) =>
        reached.SelectMany(r => r.Pulse.Apps.Select(a => (r.Address, r.Pulse.Name, a)))
            .Concat(local.Pulse().Select(a => (gossip.Self, options.Name, a)))
            .Where(r => app is null || string.Equals(r.a.Name, app, StringComparison.OrdinalIgnoreCase))
            .OrderBy(r => r.a.Name, StringComparer.Ordinal).ThenBy(r => r.Item1.Ip).ThenBy(r => r.Item1.Port)
            .Select(r => (r.Item1, r.Item2, r.a));

    private static JsValue Row(RunningLocation row) => JsValue.Object(
    [
        new("name", JsValue.Of(row.Name)), new("hash", JsValue.Of(row.Hash)), new("ip", JsValue.Of(row.Ip.ToString())), new("state", JsValue.Of(PulseApp.Running)),
        new("broadcastedAt", JsValue.Of(IsoInstant.Write(row.BroadcastedAt))), new("expireAt", JsValue.Of(IsoInstant.Write(row.ExpireAt))),
        new("runningSince", row.RunningSince.Length == 0 ? JsValue.Null : JsValue.Of(row.RunningSince)),
        new("osUptime", JsValue.Of(row.OsUptime)), new("staticIp", JsValue.Of(row.StaticIp)),
    ]);

    private static JsValue Row(InstallingLocation row) => JsValue.Object(
    [
        new("name", JsValue.Of(row.Name)), new("ip", JsValue.Of(row.Ip.ToString())), new("state", JsValue.Of(PulseApp.Installing)),
        new("broadcastedAt", JsValue.Of(IsoInstant.Write(row.BroadcastedAt))), new("expireAt", JsValue.Of(IsoInstant.Write(row.ExpireAt))),
    ]);

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
            // Of another machine it is not known.
            new("osUptime", address == gossip.Self ? JsValue.Of(Environment.TickCount64 / 1000) : JsValue.Null),
            new("staticIp", JsValue.True),
        ]);
    }
}
