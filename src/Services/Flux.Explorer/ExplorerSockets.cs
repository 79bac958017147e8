using Flux.Explorer.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Flux.Explorer;

/// <summary>Live events for pages and wallets, beside the routes.</summary>
public static class ExplorerSockets
{
    /// <summary>Adds <c>/socket.io/</c> to an application that uses WebSockets; returns what must run for as long as it is served.</summary>
    /// <param name="app">Where.</param>
    /// <param name="chain">Whose chain.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Ends the connections, which would hold the server up for as long as they last.</param>
    public static Func<CancellationToken, Task> MapInsightSockets(this IEndpointRouteBuilder app, IChainCalls chain, TimeProvider time, CancellationToken stopping)
    {
        var sessions = new SocketSessions(time);
        var endpoint = new SocketEndpoint(sessions, time, stopping);
        app.Map("/socket.io", endpoint.HandleAsync);
        return new ChainFeed(chain, sessions, time).RunAsync;
    }
}
