using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Os.Peers;

namespace Flux.Os.Watching;

/// <summary>Installations that failed at nodes, as those told it, for a day (FluxOS reference §4.2). One row an app and node; the oldest gives way.</summary>
internal sealed class InstallErrorBook
{
    private const int Most = 5_000, LongestError = 2_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string App, NodeAddress Node), InstallErrorReport> _errors = [];
    private readonly TimeProvider _time;

    /// <summary>Listens to the gossip and to this node's own instances.</summary>
    public InstallErrorBook(GossipNetwork gossip, LocalInstances local, TimeProvider time)
    {
        _time = time;
        local.Told += message =>
        {
            if (message is InstallErrorReport report) Add(report);
        };
        gossip.Received += (_, message, _) =>
        {
            if (message is InstallErrorReport report) Add(report);
            return Task.FromResult(true);
        };
    }

    /// <summary>Enters one, also this node's own.</summary>
    public void Add(InstallErrorReport report)
    {
        var kept = report.Error.Length > LongestError ? report with { Error = report.Error[..LongestError] } : report;
        lock (_gate)
        {
            Trim();
            if (_errors.Count >= Most) _errors.Remove(_errors.MinBy(error => error.Value.BroadcastedAt).Key);
            _errors[(report.Name.ToLowerInvariant(), report.Ip)] = kept;
        }
    }

    /// <summary>Those of one app, or all, newest first.</summary>
    public IReadOnlyList<JsValue> Of(string? app)
    {
        lock (_gate)
        {
            Trim();
            return [.. _errors.Values.Where(error => app is null || string.Equals(error.Name, app, StringComparison.OrdinalIgnoreCase)).OrderByDescending(error => error.BroadcastedAt).Select(Row)];
        }
    }

    private void Trim()
    {
        var oldest = _time.GetUtcNow().ToUnixTimeMilliseconds() - GossipTiming.InstallErrorMs;
        foreach (var key in _errors.Where(error => error.Value.BroadcastedAt < oldest).Select(error => error.Key).ToList()) _errors.Remove(key);
    }

    private static JsValue Row(InstallErrorReport report) => JsValue.Object(
    [
        new("name", JsValue.Of(report.Name)),
        new("hash", JsValue.Of(report.Hash)),
        new("ip", JsValue.Of(report.Ip.ToString())),
        new("error", JsValue.Of(report.Error)),
        new("broadcastedAt", JsValue.Of(IsoInstant.Write(report.BroadcastedAt))),
        new("cachedAt", JsValue.Of(IsoInstant.Write(report.BroadcastedAt))),
        new("expireAt", JsValue.Of(IsoInstant.Write(report.BroadcastedAt + GossipTiming.InstallErrorMs))),
    ]);
}
