using Flux.Apps.Messages;

namespace Flux.Apps.Reports;

/// <summary>
/// What nodes report of themselves by gossip: what runs, is being installed, failed, was removed, moved, or is about to go, each for its
/// lifetime (fluxos-protocol §4.2). The same reports give the same rows whatever the order they came in. Bounded by node; that only
/// confirmed nodes report, and each about itself, is the caller's to check. Not for several threads at once.
/// </summary>
public sealed class ReportTable
{
    private readonly Dictionary<NodeAddress, NodeReports> nodes = [];

    /// <summary>Every row that is in force, by app and address.</summary>
    public IEnumerable<RunningLocation> Running(long nowMs, string? app = null) => Rows(node => node.Running.Values, app, row => row.Name, row => row.ExpireAt, nowMs);

    /// <inheritdoc cref="Running"/>
    public IEnumerable<InstallingLocation> Installing(long nowMs, string? app = null) =>
        Rows(node => node.Installing.Values, app, row => row.Name, row => row.ExpireAt, nowMs);

    /// <inheritdoc cref="Running"/>
    public IEnumerable<InstallErrorLocation> Errors(long nowMs, string? app = null) => Rows(node => node.Errors.Values, app, row => row.Name, row => row.ExpireAt, nowMs);

    /// <summary>Enters a message; false when it says nothing new, or is not a report at all: then it need not be passed on.</summary>
    public bool Apply(GossipMessage message, long nowMs) => message switch
    {
        RunningReport report => IsAlive(report, report.BroadcastedAt, nowMs) && Of(report.Ip).Apply(report),
        InstallingReport report => IsAlive(report, report.BroadcastedAt, nowMs) && Of(report.Ip).Apply(report),
        InstallErrorReport report => IsAlive(report, report.BroadcastedAt, nowMs) && Of(report.Ip).Apply(report),
        RemovedReport report => IsAlive(report, report.BroadcastedAt, nowMs) && Of(report.Ip).Apply(report),
        ShutdownNotice notice => nodes.TryGetValue(notice.Ip, out var known) && known.Shorten(notice.BroadcastedAt),
        AddressChange change => nodes.TryGetValue(change.OldIp, out var old) && change.OldIp != change.NewIp
            && Of(change.NewIp).TakeOver(old, change.NewIp, change.BroadcastedAt),
        _ => false,
    };

    /// <summary>Forgets what is over, and nodes that are not on the list any more.</summary>
    public void Expire(long nowMs, Func<NodeAddress, bool> isListed)
    {
        foreach (var (address, node) in nodes.ToList())
        {
            node.Expire(nowMs);
            if (node.IsEmpty || !isListed(address)) nodes.Remove(address);
        }
    }

    // The sender's clock may be ahead a little; what claims to come from far ahead would outlive everything else.
    private static bool IsAlive(GossipMessage message, long broadcastedAt, long nowMs) =>
        broadcastedAt <= nowMs + GossipTiming.MaxAheadMs && broadcastedAt + message.LifetimeMs > nowMs;

    private NodeReports Of(NodeAddress address) => nodes.TryGetValue(address, out var known) ? known : nodes[address] = new();

    private IEnumerable<TRow> Rows<TRow>(Func<NodeReports, IEnumerable<TRow>> rows, string? app, Func<TRow, string> nameOf, Func<TRow, long> endOf, long nowMs) =>
        nodes.OrderBy(node => node.Key.Ip).ThenBy(node => node.Key.Port)
            .SelectMany(node => rows(node.Value).Where(row => endOf(row) > nowMs && (app is null || string.Equals(nameOf(row), app, StringComparison.OrdinalIgnoreCase))))
            .OrderBy(nameOf, StringComparer.Ordinal);
}
