using Flux.Apps.Messages;

namespace Flux.Apps.Reports;

/// <summary>Where an app could not be installed, and why.</summary>
public sealed record InstallErrorLocation(string Name, string Hash, NodeAddress Ip, string Error, long BroadcastedAt, long ExpireAt);
