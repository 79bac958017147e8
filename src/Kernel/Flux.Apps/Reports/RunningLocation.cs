using Flux.Apps.Canonical;
using Flux.Apps.Messages;

namespace Flux.Apps.Reports;

/// <summary>Where an app runs, as the node there told it.</summary>
/// <param name="RunningSince">As it was told: an ISO instant, or empty.</param>
/// <param name="ExpireAt">Milliseconds since 1970 from which it does not count any more.</param>
public sealed record RunningLocation(
    string Name, string Hash, NodeAddress Ip, long BroadcastedAt, long ExpireAt, string RunningSince, JsNumber OsUptime, bool StaticIp);
