using System.Reflection;
using System.Text.Json;
using Flux.Mining.Stratum;

namespace Flux.Daemon.Pool;

/// <summary>The page of the solo pool, <c>/pool</c> on the JSON-RPC port, and its figures, <c>/pool.json</c>: for the same addresses as JSON-RPC, without a password, read only.</summary>
internal sealed class PoolPage(StratumServer server)
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    private static readonly Lazy<string> Page = new(() =>
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Flux.Daemon.Pool.pool.html")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>Answers <c>/pool</c> or <c>/pool.json</c>.</summary>
    public Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.Path.Value == "/pool.json")
        {
            return context.Response.WriteAsJsonAsync(new { endpoint = server.Endpoint.ToString(), pool = server.Statistics }, Names, context.RequestAborted);
        }
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'";
        return context.Response.WriteAsync(Page.Value, context.RequestAborted);
    }
}
