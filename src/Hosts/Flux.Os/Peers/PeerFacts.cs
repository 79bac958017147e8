using Flux.Apps.Messages;

namespace Flux.Os.Peers;

/// <summary>A connected FluxOS peer, for people.</summary>
/// <param name="Address">API address it claims.</param>
/// <param name="Direction">Who opened the connection.</param>
/// <param name="ConnectedAt">Since when.</param>
/// <param name="Version">FluxOS version it told.</param>
/// <param name="Received">Frames received.</param>
/// <param name="Sent">Frames sent.</param>
public sealed record PeerFacts(NodeAddress Address, PeerDirection Direction, DateTimeOffset ConnectedAt, string Version, long Received, long Sent);
