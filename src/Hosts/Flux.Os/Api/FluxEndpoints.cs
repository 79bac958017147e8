using System.Globalization;
using Flux.Contracts.Rpc;
using Flux.Os.Following;
using Flux.Os.Identity;
using Flux.Os.Options;
using Flux.Os.Peers;

namespace Flux.Os.Api;

/// <summary><c>/flux/…</c>: what this node is and how it is (FluxOS reference §11.3, §11.4).</summary>
internal static class FluxEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var flux = routes.MapGroup("/flux").WithTags("flux");
        flux.MapGet("/version", () => Answer.Success(PeerHello.Version)).WithSummary("FluxOS version whose behaviour this node follows");
        flux.MapGet("/ip", (GossipNetwork gossip) => Answer.Success(gossip.Self.ToString()));
        flux.MapGet("/zelid", (OsOptions options) => Answer.Success(options.OperatorId));
        flux.MapGet("/id", (OsOptions options) => Answer.Success(options.OperatorId));
        flux.MapGet("/fluxids", (OsOptions options) => Answer.Success(new { fluxTeamFluxID = options.TeamIds.Count > 0 ? options.TeamIds[0] : "", fluxSupportTeamFluxID = options.TeamIds.Count > 1 ? options.TeamIds[1] : "" }));
        flux.MapGet("/apiport", (OsOptions options) => Answer.Success(options.ApiPort.ToString(CultureInfo.InvariantCulture)));
        flux.MapGet("/isarcaneos", () => Answer.Success(false));
        flux.MapGet("/uptime", (GossipNetwork gossip, TimeProvider time) => Answer.Success((long)(time.GetUtcNow() - gossip.StartedAt).TotalSeconds));
        flux.MapGet("/systemuptime", () => Answer.Success(Environment.TickCount64 / 1000));
        flux.MapGet("/dosstate", DosStateAsync).WithSummary("Whether the chain counts this node as failing");
        flux.MapGet("/checkcommunication", (GossipNetwork gossip) => gossip.Peers.Count > 0
            ? Answer.Message(string.Create(CultureInfo.InvariantCulture, $"Communication to other nodes is established: {gossip.Peers.Count} connections"))
            : Answer.Error("No other node is connected"));
        flux.MapGet("/restart", (HttpContext http, Authenticator authenticator, IHostApplicationLifetime life) => IdentityEndpoints.As(http, authenticator, Privilege.Admin, _ =>
        {
            life.StopApplication();
            return Answer.Message("fluxos ends; whoever supervises it starts it again");
        })).WithSummary("Ends fluxos; its supervisor starts it again");
        flux.MapGet("/timezone", () => Answer.Success(TimeZoneInfo.Local.Id));
        flux.MapGet("/pubkey", (NodeKeyHolder key) => Answer.Success(key.Identity?.PublicKey ?? ""));
        flux.MapGet("/nodetier", (ChainFollower follower, GossipNetwork gossip) =>
            Own(follower, gossip) is { } node ? Answer.Success(TierName(node.Tier)) : Answer.Error("This node is not confirmed"));
        flux.MapGet("/info", InfoAsync).WithSummary("Daemon, node and peers in one answer");
        flux.MapGet("/health", (ChainFollower follower, GossipNetwork gossip, OsOptions options, KeeperHolder keeper) => HealthAsync(follower, gossip, options, keeper)).WithSummary("Whether this node works, and what does not");
        flux.MapGet("/connectedpeers", (GossipNetwork gossip) => Answer.Success(AddressesOf(gossip, PeerDirection.Outbound)));
        flux.MapGet("/incomingconnections", (GossipNetwork gossip) => Answer.Success(AddressesOf(gossip, PeerDirection.Inbound)));
        flux.MapGet("/connectedpeersinfo", (GossipNetwork gossip) => Answer.Success(DetailsOf(gossip, PeerDirection.Outbound)));
        flux.MapGet("/incomingconnectionsinfo", (GossipNetwork gossip) => Answer.Success(DetailsOf(gossip, PeerDirection.Inbound)));
        flux.MapGet("/peers/{filter?}", (GossipNetwork gossip, string? filter) => Answer.Success(gossip.Peers.Where(p => filter is null || p.Address.ToString().Contains(filter, StringComparison.Ordinal)).Select(p => new
        {
            ip = p.Address.IpText,
            port = p.Address.Port,
            direction = p.Direction == PeerDirection.Inbound ? "inbound" : "outbound",
            connectedAt = p.ConnectedAt.ToUnixTimeMilliseconds(),
            remoteVersion = p.Version,
            messagesReceived = p.Received,
            messagesSent = p.Sent,
        })));
    }

    internal static ChainNodeEntry? Own(ChainFollower follower, GossipNetwork gossip) => follower.Picture.Nodes.FirstOrDefault(n => n.Address == gossip.Self);

    internal static string TierName(int tier) => tier switch { 1 => "basic", 2 => "super", 3 => "bamf", _ => "unknown" };

    private static IEnumerable<object> DetailsOf(GossipNetwork gossip, PeerDirection direction) =>
        gossip.Peers.Where(p => p.Direction == direction).Select(p => new { ip = p.Address.IpText, port = p.Address.Port, connectedAt = p.ConnectedAt.ToUnixTimeMilliseconds() });

    private static async Task<IResult> DosStateAsync(FluxdClient fluxd, CancellationToken cancel)
    {
        try
        {
            var status = await fluxd.CallAsync("getfluxnodestatus", cancellation: cancel).ConfigureAwait(false);
            var isDos = status.TryGetProperty("status", out var state) && state.GetString() == "DOS";
            return Answer.Success(new { dosState = isDos ? 100 : 0, dosMessage = isDos ? "The chain lists this node as failing to confirm" : null });
        }
        catch (Exception e) when (e is RpcException or RpcUnreachableException)
        {
            return Answer.Error(e.Message, "CONNERROR");
        }
    }

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
