using Flux.Apps.Messages;

namespace Flux.Apps.Reports;

/// <summary>Where an app is being installed.</summary>
public sealed record InstallingLocation(string Name, NodeAddress Ip, long BroadcastedAt, long ExpireAt);
