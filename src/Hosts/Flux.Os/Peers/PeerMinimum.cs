using Flux.Os.Options;

namespace Flux.Os.Peers;

/// <summary>
/// How many peers make a node part of its network (FluxOS reference §4.7): 8 outgoing connections to 7 addresses and 4 incoming ones from 3; on
/// networks of one machine or company one outgoing. Never more than there are other nodes; a gateway without a node has no incoming ones.
/// </summary>
internal sealed record PeerMinimum(int Outgoing, int OutgoingAddresses, int Incoming, int IncomingAddresses)
{
    /// <summary>For a node of those settings among so many others.</summary>
    public static PeerMinimum Of(OsOptions options, int others)
    {
        if (options.AllowsLocalPeers) return new(Math.Min(1, others), 0, 0, 0);
        var hears = options.IsFluxNode ? others : 0;
        return new(Math.Min(8, others), Math.Min(7, others), Math.Min(4, hears), Math.Min(3, hears));
    }

    /// <summary>What is lacking, in words; null when nothing is.</summary>
    public string? WhyTooFew(IReadOnlyCollection<PeerFacts> peers) => Lacking(peers, PeerDirection.Outbound, Outgoing, OutgoingAddresses) ?? Lacking(peers, PeerDirection.Inbound, Incoming, IncomingAddresses);

    private static string? Lacking(IReadOnlyCollection<PeerFacts> peers, PeerDirection direction, int least, int leastAddresses)
    {
        var some = peers.Where(peer => peer.Direction == direction).ToList();
        var addresses = some.Select(peer => peer.Address.Ip).Distinct().Count();
        return some.Count >= least && addresses >= leastAddresses ? null
            : $"{some.Count} {(direction == PeerDirection.Outbound ? "outgoing" : "incoming")} connections with {addresses} addresses; {least} with {leastAddresses} are needed";
    }
}
