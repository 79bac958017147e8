using Flux.Contracts.Rpc;
using Flux.Os.Following;
using Flux.Os.Identity;
using Flux.Os.Options;
using Flux.Os.Peers;

namespace Flux.Os.Api;

/// <summary><c>/flux/…</c> and <c>/explorer/…</c>: what this node is and how it is (FluxOS reference §11.3, §11.4).</summary>
internal static class FluxEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var flux = routes.MapGroup("/flux").WithTags("flux");
        flux.MapGet("/version", () => Answer.Success(PeerHello.Version)).WithSummary("FluxOS version whose behaviour this node follows");
        flux.MapGet("/ip", (GossipNetwork gossip) => Answer.Success(gossip.Self.ToString()));
        flux.MapGet("/zelid", (OsOptions options) => Answer.Success(options.OperatorId));
        flux.MapGet("/timezone", () => Answer.Success(TimeZoneInfo.Local.Id));
        flux.MapGet("/pubkey", (NodeKeyHolder key) => Answer.Success(key.Identity?.PublicKey ?? ""));
        flux.MapGet("/nodetier", (ChainFollower follower, GossipNetwork gossip) =>
            Own(follower, gossip) is { } node ? Answer.Success(TierName(node.Tier)) : Answer.Error("This node is not confirmed"));
        flux.MapGet("/info", InfoAsync).WithSummary("Daemon, node and peers in one answer");
        flux.MapGet("/health", (ChainFollower follower, GossipNetwork gossip, OsOptions options, KeeperHolder keeper) => HealthAsync(follower, gossip, options, keeper)).WithSummary("Whether this node works, and what does not");
        flux.MapGet("/connectedpeers", (GossipNetwork gossip) => Answer.Success(AddressesOf(gossip, PeerDirection.Outbound)));
        flux.MapGet("/incomingconnections", (GossipNetwork gossip) => Answer.Success(AddressesOf(gossip, PeerDirection.Inbound)));
        flux.MapGet("/peers", (GossipNetwork gossip) => Answer.Success(gossip.Peers.Select(p => new
        {
            ip = p.Address.IpText,
            port = p.Address.Port,
            direction = p.Direction == PeerDirection.Inbound ? "inbound" : "outbound",
            connectedAt = p.ConnectedAt.ToUnixTimeMilliseconds(),
            remoteVersion = p.Version,
            messagesReceived = p.Received,
            messagesSent = p.Sent,
        })));
        routes.MapGet("/explorer/scannedheight", (ChainFollower follower) => Answer.Success(new { generalScannedHeight = Math.Max(0, follower.Picture.Height) })).WithTags("explorer");
        routes.MapGet("/explorer/issynced", (ChainFollower follower) => Answer.Success(follower.Picture is { IsKnown: true, IsInitialDownload: false })).WithTags("explorer");
    }

    internal static ChainNodeEntry? Own(ChainFollower follower, GossipNetwork gossip) => follower.Picture.Nodes.FirstOrDefault(n => n.Address == gossip.Self);

    internal static string TierName(int tier) => tier switch { 1 => "basic", 2 => "super", 3 => "bamf", _ => "unknown" };

    private static IEnumerable<string> AddressesOf(GossipNetwork gossip, PeerDirection direction) =>
        gossip.Peers.Where(p => p.Direction == direction).Select(p => p.Address.ToString());

    private static async Task<IResult> InfoAsync(FluxdClient fluxd, ChainFollower follower, GossipNetwork gossip, OsOptions options, CancellationToken cancel)
    {
        object? daemon;
        try
        {
            daemon = await fluxd.CallAsync("getinfo", cancellation: cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RpcException or RpcUnreachableException)
        {
            daemon = new { errors = e.Message };
        }
        return Answer.Success(new
        {
            daemon = new { info = daemon },
            node = new { status = Own(follower, gossip) },
            flux = new
            {
                version = PeerHello.Version,
                ip = gossip.Self.ToString(),
                zelid = options.OperatorId,
                explorerScannedHeigth = new { generalScannedHeight = Math.Max(0, follower.Picture.Height) },
                numberOfConnectionsOut = gossip.Peers.Count(p => p.Direction == PeerDirection.Outbound),
                numberOfConnectionsIn = gossip.Peers.Count(p => p.Direction == PeerDirection.Inbound),
            },
        });
    }

    private static async Task<IResult> HealthAsync(ChainFollower follower, GossipNetwork gossip, OsOptions options, KeeperHolder keeper)
    {
        var picture = follower.Picture;
        var problems = new List<string>();
        if (picture.Trouble is { } trouble) problems.Add($"fluxd: {trouble}");
        else if (!picture.IsKnown) problems.Add("fluxd has not answered yet");
        else if (picture.IsInitialDownload) problems.Add("the chain is still downloading");
        if (options.IsFluxNode && picture.IsKnown && Own(follower, gossip) is null) problems.Add("this node is not on the confirmed list");
        if (options.IsFluxNode && await keeper.EngineProblemAsync().ConfigureAwait(false) is { } engine) problems.Add($"Docker Engine: {engine}");
        return Answer.Success(new { healthy = problems.Count == 0, name = options.Name, height = picture.Height, tip = picture.Tip.ToString(), peers = gossip.Peers.Count, problems });
    }
}
