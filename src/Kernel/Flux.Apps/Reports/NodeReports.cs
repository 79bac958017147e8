using Flux.Apps.Messages;

namespace Flux.Apps.Reports;

/// <summary>
/// What one node told of itself. Each kind is kept by app, the newest by the node's own clock wins, so that the order of arrival does
/// not matter; what was removed is remembered until no older report of it can come any more.
/// </summary>
internal sealed class NodeReports
{
    /// <summary>Rows of one kind that are kept of one node: as many as its largest report holds.</summary>
    public const int MostOfAKind = RunningReport.MaxApps;

    /// <summary>Characters of an error that are kept.</summary>
    public const int LongestError = 2_000;

    public Dictionary<string, RunningLocation> Running { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, InstallingLocation> Installing { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<(string Name, string Hash), InstallErrorLocation> Errors { get; } = [];

    /// <summary>Apps that were removed, with when; the empty name stands for everything.</summary>
    public Dictionary<string, long> Removed { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool IsEmpty => Running.Count + Installing.Count + Errors.Count + Removed.Count == 0;

    public bool Apply(RunningReport report)
    {
        var changed = false;
        if (report.Apps.IsEmpty) return RemoveAll(report.BroadcastedAt);
        foreach (var app in report.Apps)
        {
            if (WasRemovedAfter(app.Name, report.BroadcastedAt) || IsFull(Running, app.Name)) continue;
            if (Running.TryGetValue(app.Name, out var known) && known.BroadcastedAt >= report.BroadcastedAt) continue;
            Running[app.Name] = new(
                app.Name, app.Hash, report.Ip, report.BroadcastedAt, report.BroadcastedAt + GossipTiming.RunningMs, app.RunningSince, report.OsUptime, report.StaticIp);
            if (Installing.TryGetValue(app.Name, out var begun) && begun.BroadcastedAt <= report.BroadcastedAt) Installing.Remove(app.Name);
            changed = true;
        }
        return changed;
    }

    public bool Apply(InstallingReport report)
    {
        if (WasRemovedAfter(report.Name, report.BroadcastedAt) || IsFull(Installing, report.Name)) return false;
        if (Installing.TryGetValue(report.Name, out var known) && known.BroadcastedAt >= report.BroadcastedAt) return false;
        Installing[report.Name] = new(report.Name, report.Ip, report.BroadcastedAt, report.BroadcastedAt + GossipTiming.InstallingMs);
        return true;
    }

    public bool Apply(InstallErrorReport report)
    {
        var key = (report.Name, report.Hash);
        if (IsFull(Errors, key) || (Errors.TryGetValue(key, out var known) && known.BroadcastedAt >= report.BroadcastedAt)) return false;
        var error = report.Error.Length > LongestError ? report.Error[..LongestError] : report.Error;
        Errors[key] = new(report.Name, report.Hash, report.Ip, error, report.BroadcastedAt, report.BroadcastedAt + GossipTiming.InstallErrorMs);
        if (Installing.TryGetValue(report.Name, out var begun) && begun.BroadcastedAt <= report.BroadcastedAt) Installing.Remove(report.Name);
        return true;
    }

    public bool Apply(RemovedReport report)
    {
        if (WasRemovedAfter(report.AppName, report.BroadcastedAt) || IsFull(Removed, report.AppName)) return false;
        Removed[report.AppName] = report.BroadcastedAt;
        if (Running.TryGetValue(report.AppName, out var known) && known.BroadcastedAt <= report.BroadcastedAt) Running.Remove(report.AppName);
        if (Installing.TryGetValue(report.AppName, out var begun) && begun.BroadcastedAt <= report.BroadcastedAt) Installing.Remove(report.AppName);
        return true;
    }

    /// <summary>The machine goes: what it said before holds for a short time only. False when nothing was known of it.</summary>
    public bool Shorten(long broadcastedAt)
    {
        var end = broadcastedAt + GossipTiming.ShutdownGraceMs;
        var earlier = Running.Values.Where(row => row.BroadcastedAt <= broadcastedAt && row.ExpireAt > end).ToList();
        foreach (var row in earlier) Running[row.Name] = row with { ExpireAt = end };
        return earlier.Count > 0;
    }

    /// <summary>Takes what another address had told before it became this one.</summary>
    public bool TakeOver(NodeReports old, NodeAddress here, long broadcastedAt)
    {
        var moved = old.Running.Values.Where(row => row.BroadcastedAt <= broadcastedAt && !Running.ContainsKey(row.Name)).ToList();
        foreach (var row in moved) Running[row.Name] = row with { Ip = here };
        old.RemoveAll(broadcastedAt);
        return moved.Count > 0;
    }

    public void Expire(long nowMs)
    {
        foreach (var row in Running.Values.Where(row => row.ExpireAt <= nowMs).ToList()) Running.Remove(row.Name);
        foreach (var row in Installing.Values.Where(row => row.ExpireAt <= nowMs).ToList()) Installing.Remove(row.Name);
        foreach (var row in Errors.Values.Where(row => row.ExpireAt <= nowMs).ToList()) Errors.Remove((row.Name, row.Hash));
        foreach (var (name, at) in Removed.Where(row => row.Value + GossipTiming.RemovedMs <= nowMs).ToList()) Removed.Remove(name);
    }

    private bool RemoveAll(long broadcastedAt)
    {
        if (WasRemovedAfter("", broadcastedAt)) return false;
        Removed[""] = broadcastedAt;
        foreach (var row in Running.Values.Where(row => row.BroadcastedAt <= broadcastedAt).ToList()) Running.Remove(row.Name);
        return true;
    }

    private bool WasRemovedAfter(string name, long broadcastedAt) =>
        (Removed.TryGetValue(name, out var at) && at >= broadcastedAt) || (Removed.TryGetValue("", out var all) && all >= broadcastedAt);

    private static bool IsFull<TKey, TRow>(Dictionary<TKey, TRow> rows, TKey key) where TKey : notnull => rows.Count >= MostOfAKind && !rows.ContainsKey(key);
}
