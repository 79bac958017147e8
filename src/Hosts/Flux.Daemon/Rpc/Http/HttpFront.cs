using Flux.Daemon.Pool;

namespace Flux.Daemon.Rpc.Http;

/// <summary>Everything that arrives on the RPC port: <c>/</c> is JSON-RPC, <c>/rest/</c> is REST when it is on, <c>/pool</c> the page of the solo pool, the rest is not found.</summary>
internal sealed class HttpFront(RpcEndpoint rpc, RequestDelegate? rest, RpcAllowList allowed, PoolPage? pool = null)
{
    public Task HandleAsync(HttpContext context)
    {
        if (!allowed.Allows(context.Connection.RemoteIpAddress)) return HttpText.WriteAsync(context, StatusCodes.Status403Forbidden, "");
        var path = context.Request.Path.Value;
        if (path == "/") return rpc.HandleAsync(context);
        if (pool is not null && HttpMethods.IsGet(context.Request.Method) && path is ("/pool" or "/pool.json")) return pool.HandleAsync(context);
        return rest is not null && HttpMethods.IsGet(context.Request.Method) ? rest(context) : HttpText.WriteAsync(context, StatusCodes.Status404NotFound, "");
    }
}
