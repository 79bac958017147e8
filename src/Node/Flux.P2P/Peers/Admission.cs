namespace Flux.P2P.Peers;

/// <summary>Who may connect: the switch, bans and limits. Owned by the <see cref="NetworkLoop"/>.</summary>
internal sealed class Admission(P2POptions options, PeerTable peers, BanList bans, Conduct conduct)
{
    /// <summary>False while the operator has switched the network off.</summary>
    public bool IsActive { get; set; } = options.Active;

    /// <summary>Why a new connection may not stay, or null when it may.</summary>
    public string? Refuses(Peer peer)
    {
        if (!IsActive) return "the network is switched off";
        if (!peer.IsTrusted && bans.IsBanned(peer.Remote.Address)) return "banned";
        if (peer.Inbound) return HasRoom(peer) ? null : "no room";
        // Two parts of the node dialled it at the same time; each had looked before.
        if (peers.All.Any(other => !other.Inbound && other.Remote.Equals(peer.Remote))) return "connected already";
        return peer.Purpose == PeerPurpose.Outbound && peers.All.Any(other => IsOfSameGroup(other, peer)) ? "connected already to its network group" : null;
    }

    private static bool IsOfSameGroup(Peer other, Peer peer) =>
        other.Purpose == PeerPurpose.Outbound && NetworkGroups.Of(other.Remote.Address) == NetworkGroups.Of(peer.Remote.Address);

    // Outgoing slots are kept free for connections that we choose. When all incoming slots are taken, the newest connection of the
    // group with the most makes room for a group that has fewer, so that one crowd cannot keep everybody else out. Whom the operator trusts comes
    // in before everybody else and makes room for nobody.
    private bool HasRoom(Peer newcomer)
    {
        var inbound = peers.All.Where(peer => peer.Inbound).ToList();
        if (inbound.Count < Math.Max(1, options.MaxConnections - options.MaxOutbound)) return true;
        var groups = inbound.Where(peer => !peer.IsTrusted).GroupBy(peer => NetworkGroups.Of(peer.Remote.Address)).ToList();
        if (groups.MaxBy(group => group.Count()) is not { } crowd) return false;
        var own = groups.FirstOrDefault(group => group.Key == NetworkGroups.Of(newcomer.Remote.Address))?.Count() ?? 0;
        if (own + 1 >= crowd.Count() && !newcomer.IsTrusted) return false;
        conduct.Drop(crowd.Last(), newcomer.IsTrusted ? "made room for a trusted peer" : "made room for another network group");
        return true;
    }
}
