using System.Globalization;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Os.Following;
using Flux.Os.Identity;
using Flux.Os.Peers;
using Flux.Os.Watching;

namespace Flux.Os.Api;

/// <summary><c>/flux/check…</c>, <c>/flux/networkhealth</c> and the like: whether nodes and ports answer, as seen from here (FluxOS reference §6.3, §9.4).</summary>
internal static class NodeCheckEndpoints
{
    private const long SilentAfterMs = 10_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var flux = routes.MapGroup("/flux").WithTags("flux");
        flux.MapGet("/checkfluxavailability/{ip?}/{port?}", CheckNodeAsync).RequireRateLimiting(IdentityEndpoints.RateLimit).WithSummary("Whether a listed node answers, asked from here");
        flux.MapPost("/checkappavailability", CheckPortsAsync).RequireRateLimiting(IdentityEndpoints.RateLimit)
            .WithSummary("Whether ports of a listed node's address answer: ip, ports, and a node's signature or the level adminandfluxteam");
        flux.MapGet("/unstablenodes", (ChainFollower follower, PulseTable pulses, GossipNetwork gossip) => Answer.Success(Silent(follower, pulses, gossip).Select(node => node.ToString()))).WithSummary("Listed nodes that nobody reached within 10 seconds");
        flux.MapGet("/networkhealth", (ChainFollower follower, PulseTable pulses, GossipNetwork gossip) => Answer.Success(new
        {
            nodes = follower.Picture.Nodes.Length,
            height = follower.Picture.Height,
            reached = follower.Picture.Nodes.Count(n => n.Address is { } address && pulses.ReachedAgoMs(address) is <= SilentAfterMs),
            silent = Silent(follower, pulses, gossip).Count(),
            outgoing = gossip.Peers.Count(p => p.Direction == PeerDirection.Outbound),
            incoming = gossip.Peers.Count(p => p.Direction == PeerDirection.Inbound),
        })).WithSummary("How many nodes answer and how many peers are connected");
        flux.MapGet("/clockdrift", (ClockComparison clock) => clock.Drift is { } drift
            ? Answer.Success(new { offsetMs = drift.AheadMs, nodes = drift.Nodes })
            : Answer.Error("No other node was heard within half an hour", "NotAvailable")).WithSummary("Milliseconds by which this clock is ahead of the other nodes' median");
    }

    private static IEnumerable<NodeAddress> Silent(ChainFollower follower, PulseTable pulses, GossipNetwork gossip) =>
        follower.Picture.Nodes.Select(n => n.Address).OfType<NodeAddress>().Where(address => address != gossip.Self && pulses.ReachedAgoMs(address) is null or > SilentAfterMs);

    private static async Task<IResult> CheckNodeAsync(AvailabilityCheck check, string ip, string? port, CancellationToken cancel)
    {
        if (!NodeAddress.TryParse($"{ip}:{port ?? NodeAddress.DefaultPort.ToString(CultureInfo.InvariantCulture)}", out var node)) return Answer.Error($"'{ip}' and '{port}' are no address of a node", "InvalidParameter");
        return await check.WhyNotNodeAsync(node, cancel).ConfigureAwait(false) is { } problem ? Answer.Error($"Asked Flux is not available: {problem}", "NotAvailable") : Answer.Message("Asked Flux is available");
    }

    private static async Task<IResult> CheckPortsAsync(HttpContext http, AvailabilityCheck check, ChainFollower follower, Authenticator authenticator)
    {
        var (body, problem) = await RequestBody.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
        if (body is null) return Answer.Error(problem);
        if (!IsFromNode(body, follower) && (authenticator.Identify(http, out _) is not { } caller || !authenticator.Allows(caller, Privilege.AdminAndFluxTeam))) return Answer.Unauthorized();
        if (!NodeAddress.TryParse(body["ip"]?.AsText, out var target)) return Answer.Error("ip is no IPv4 address", "InvalidParameter");
        if (body["ports"] is not { Kind: JsKind.Array } list || list.Items.Length is 0 or > AvailabilityCheck.MostPorts) return Answer.Error($"ports must be a list of 1 to {AvailabilityCheck.MostPorts}", "InvalidParameter");
        var ports = new List<int>();
        foreach (var item in list.Items)
        {
            if (!int.TryParse(item.Kind == JsKind.Text ? item.AsText : item.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535) return Answer.Error($"{item} is no port", "InvalidParameter");
            ports.Add(port);
        }
        try
        {
            return await check.FirstClosedAsync(target.Ip, ports, http.RequestAborted).ConfigureAwait(false) is { } closed
                ? Answer.Error(string.Create(CultureInfo.InvariantCulture, $"Flux App ports of application {body["appname"]?.AsText} are not available. Failed port: {closed}"), "NotAvailable")
                : Answer.Message("Application available");
        }
        catch (ArgumentException e)
        {
            return Answer.Error(e.Message, "InvalidParameter");
        }
    }

    // The signature is over the JSON text without its own field, in the same order.
    private static bool IsFromNode(JsValue body, ChainFollower follower)
    {
        var (key, signature) = (body["pubKey"]?.AsText ?? "", body["signature"]?.AsText ?? "");
        if (key.Length == 0 || signature.Length == 0 || !follower.Picture.Index.OfKey(key).Any()) return false;
        return OwnerSignature.Verify(key, JsValue.Object(body.Members.Where(member => member.Name != "signature")).ToString(), signature);
    }
}
