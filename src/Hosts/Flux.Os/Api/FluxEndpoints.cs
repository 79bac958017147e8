using System.Globalization;
using System.Text.Json.Nodes;
using Flux.Apps.Canonical;
using Flux.Contracts.Rpc;
using Flux.Os.Api.Access;
using Flux.Os.Following;
using Flux.Os.Identity;
using Flux.Os.Options;
using Flux.Os.Peers;

namespace Flux.Os.Api;

/// <summary><c>/flux/…</c>: what this node is and how it is (FluxOS reference §11.3, §11.4).</summary>
internal static class FluxEndpoints
{
    private const int LongestDosMessage = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var flux = routes.MapGroup("/flux").WithTags("flux");
        flux.MapGet("/version", () => Answer.Success(PeerHello.Version)).WithSummary("FluxOS version whose behaviour this node follows");
        flux.MapGet("/ip", (GossipNetwork gossip) => Answer.Success(gossip.Self.ToString())).WithSummary("Address of this node's API");
        flux.MapGet("/staticip", () => Answer.Success(true)).WithSummary("Always true: the address is the operator's setting");
        flux.MapGet("/nodejsversions", () => Answer.Success(new { dotnet = Environment.Version.ToString() })).WithSummary("Version of the runtime");
        flux.MapGet("/enterpriseappowners", () => Answer.Success(Array.Empty<string>())).WithSummary("Always empty: no node is reserved for chosen owners");
        flux.MapGet("/zelid", (OsOptions options) => Answer.Success(options.OperatorId)).WithSummary("Identity of the operator");
        flux.MapGet("/id", (OsOptions options) => Answer.Success(options.OperatorId)).WithSummary("Identity of the operator");
        flux.MapGet("/fluxids", (OsOptions options) => Answer.Success(new { fluxTeamFluxID = options.TeamIds.Count > 0 ? options.TeamIds[0] : "", fluxSupportTeamFluxID = options.TeamIds.Count > 1 ? options.TeamIds[1] : "" })).WithSummary("Identities with the level fluxteam at this node");
        flux.MapGet("/apiport", (OsOptions options) => Answer.Success(options.ApiPort.ToString(CultureInfo.InvariantCulture))).WithSummary("Port of this node's API");
        flux.MapGet("/isarcaneos", () => Answer.Success(false)).WithSummary("Always false: this is no Arcane node");
        flux.MapGet("/uptime", (GossipNetwork gossip, TimeProvider time) => Answer.Success((long)(time.GetUtcNow() - gossip.StartedAt).TotalSeconds)).WithSummary("Seconds since this start of fluxos");
        flux.MapGet("/systemuptime", () => Answer.Success(Environment.TickCount64 / 1000)).WithSummary("Seconds since the machine started");
        flux.MapGet("/dosstate", DosStateAsync).WithSummary("Whether the chain, or the team, counts this node as failing");
        flux.MapPost("/dosstate", SetDosStateAsync).Needs(Privilege.FluxTeam).WithSummary("Says what is wrong with this node: dosState 0 to 100, dosMessage; until fluxos ends");
        flux.MapGet("/checkcommunication", (GossipNetwork gossip) => gossip.WhyTooFewPeers is { } reason
            ? Answer.Error($"Communication to other nodes is not established: {reason}")
            : Answer.Message(string.Create(CultureInfo.InvariantCulture, $"Communication to other nodes is established: {gossip.Peers.Count} connections"))).WithSummary("Whether enough other nodes are connected");
        flux.MapGet("/restart", (IHostApplicationLifetime life) =>
        {
            life.StopApplication();
            return Answer.Message("fluxos ends; whoever supervises it starts it again");
        }).Needs(Privilege.Admin).WithSummary("Ends fluxos; its supervisor starts it again");
        flux.MapGet("/timezone", () => Answer.Success(TimeZoneInfo.Local.Id)).WithSummary("Time zone of the machine");
        flux.MapGet("/pubkey", (NodeKeyHolder key) => Answer.Success(key.Identity?.PublicKey ?? "")).WithSummary("Public key of this node (ours)");
        flux.MapGet("/nodetier", (ChainFollower follower, GossipNetwork gossip) =>
            Own(follower, gossip) is { } node ? Answer.Success(TierName(node)) : Answer.Error("This node is not confirmed")).WithSummary("Tier of this node by its collateral: cumulus_new, nimbus_new, stratus_new; without _new for the amounts before 2022");
        flux.MapGet("/info", FluxInfo.AskAsync).WithSummary("Daemon, node, machine, apps and peers in one answer");
        flux.MapGet("/health", (ChainFollower follower, GossipNetwork gossip, OsOptions options, EngineAnswers answers, CancellationToken cancel) => HealthAsync(follower, gossip, options, answers, cancel)).WithSummary("Whether this node works, and what does not");
        flux.MapGet("/connectedpeers", (GossipNetwork gossip) => Answer.Success(AddressesOf(gossip, PeerDirection.Outbound))).WithSummary("Peers that this node dialled");
        flux.MapGet("/incomingconnections", (GossipNetwork gossip) => Answer.Success(AddressesOf(gossip, PeerDirection.Inbound))).WithSummary("Peers that dialled this node");
        flux.MapGet("/connectedpeersinfo", (GossipNetwork gossip) => Answer.Success(DetailsOf(gossip, PeerDirection.Outbound))).WithSummary("Peers that this node dialled, with details");
        flux.MapGet("/incomingconnectionsinfo", (GossipNetwork gossip) => Answer.Success(DetailsOf(gossip, PeerDirection.Inbound))).WithSummary("Peers that dialled this node, with details");
        flux.MapGet("/peers/{filter?}", (GossipNetwork gossip, string? filter) => Answer.Success(PeerRows.InDetail(gossip.Peers.Where(p => filter is null || p.Address.ToString().Contains(filter, StringComparison.Ordinal))))).WithSummary("Peers in detail; a filter keeps addresses that contain it");
    }

    internal static ChainNodeEntry? Own(ChainFollower follower, GossipNetwork gossip) => follower.Picture.Index.At(gossip.Self);

    /// <summary>As the existing node names it: by tier, and whether the collateral is one of the amounts of the first years (FluxOS reference §9.2).</summary>
    internal static string TierName(ChainNodeEntry node) => (node.Tier, node.CollateralCoins) switch
    {
        (1, 10_000) => "cumulus",
        (2, 25_000) => "nimbus",
        (3, 100_000) => "stratus",
        (1, _) => "cumulus_new",
        (2, _) => "nimbus_new",
        (3, _) => "stratus_new",
        _ => "unknown",
    };

    private static JsonArray DetailsOf(GossipNetwork gossip, PeerDirection direction) => PeerRows.InShort(gossip.Peers.Where(p => p.Direction == direction));

    private static async Task<IResult> DosStateAsync(DaemonFacts fluxd, DosBook told, CancellationToken cancel)
    {
        try
        {
            return Answer.Success(await DosOfAsync(fluxd, told, cancel).ConfigureAwait(false));
        }
        catch (Exception e) when (e is RpcException or RpcUnreachableException)
        {
            return Answer.Error(e.Message, "CONNERROR");
        }
    }

    /// <summary>What the team said, else what the chain says of this node.</summary>
    internal static async Task<object> DosOfAsync(DaemonFacts fluxd, DosBook told, CancellationToken cancel)
    {
        if (told.IsUnwell) return new { dosState = told.State, dosMessage = told.Message };
        var status = await fluxd.AskAsync("getfluxnodestatus", cancel).ConfigureAwait(false);
        var isDos = status.TryGetProperty("status", out var state) && state.GetString() == "DOS";
        return new { dosState = isDos ? 100 : 0, dosMessage = isDos ? "The chain lists this node as failing to confirm" : null };
    }

    private static async Task<IResult> SetDosStateAsync(HttpContext http, DosBook told)
    {
        var (body, problem) = await RequestBody.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
        if (body is null) return Answer.Error(problem);
        var (state, message) = (body["dosState"], body["dosMessage"] is { Kind: JsKind.Text } text ? text.AsText : "");
        if (!int.TryParse(state is { Kind: JsKind.Text } ? state.AsText : state?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value > DosBook.Most) return Answer.Error("dosState must be a whole number from 0 to 100", "InvalidParameter");
        if (message.Length > LongestDosMessage) return Answer.Error($"dosMessage has at most {LongestDosMessage} characters", "InvalidParameter");
        told.Set(value, message);
        return Answer.Success(new { dosState = told.State, dosMessage = told.Message });
    }

    private static IEnumerable<string> AddressesOf(GossipNetwork gossip, PeerDirection direction) =>
        gossip.Peers.Where(p => p.Direction == direction).Select(p => p.Address.ToString());

    private static async Task<IResult> HealthAsync(ChainFollower follower, GossipNetwork gossip, OsOptions options, EngineAnswers answers, CancellationToken cancel)
    {
        var picture = follower.Picture;
        var problems = new List<string>();
        if (picture.Trouble is { } trouble) problems.Add($"fluxd: {trouble}");
        else if (!picture.IsKnown) problems.Add("fluxd has not answered yet");
        else if (picture.IsInitialDownload) problems.Add("the chain is still downloading");
        if (options.IsFluxNode && picture.IsKnown && Own(follower, gossip) is null) problems.Add("this node is not on the confirmed list");
        if (options.IsFluxNode && await answers.ProblemAsync(cancel).ConfigureAwait(false) is { } engine) problems.Add($"Docker Engine: {engine}");
        return Answer.Success(new { healthy = problems.Count == 0, name = options.Name, height = picture.Height, tip = picture.Tip.ToString(), peers = gossip.Peers.Count, problems });
    }
}
