using System.Net;
using Flux.Apps.Messages;
using Flux.Os.Peers;

namespace Flux.Os.Api;

/// <summary><c>/ws/flux/{port}</c>: where other nodes' gossip connections come in (FluxOS reference §4.5).</summary>
internal static class GossipEndpoint
{
    public static void Map(IEndpointRouteBuilder routes, DateTimeOffset startedAt, TimeProvider time) =>
        routes.Map("/ws/flux/{port:int?}", async (HttpContext context, GossipNetwork gossip, int? port) =>
        {
            var remote = context.Connection.RemoteIpAddress ?? IPAddress.None;
            if (remote.IsIPv4MappedToIPv6) remote = remote.MapToIPv4();
            // The port is the caller's claim; with any port one machine could pass for thousands of peers.
            if (!context.WebSockets.IsWebSocketRequest || !NodeAddress.TryParse($"{remote}:{port ?? NodeAddress.DefaultPort}", out var address) || !NodeAddress.ApiPorts.Contains(address.Port))
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                await context.Response.WriteAsync("This is the gossip socket: connect with a websocket from an IPv4 address, and name one of the eight API ports.", context.RequestAborted).ConfigureAwait(false);
                return;
            }
            foreach (var (name, value) in PeerHello.Headers(time.GetUtcNow() - startedAt)) context.Response.Headers[name] = value;
            using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
            var headers = context.Request.Headers;
            await gossip.AcceptAsync(socket, address, headers[PeerHello.CapabilitiesHeader].ToString(), headers[PeerHello.VersionHeader].ToString(), headers[PeerHello.ReconnectHeader] == "true", context.RequestAborted).ConfigureAwait(false);
        }).ExcludeFromDescription();
}
