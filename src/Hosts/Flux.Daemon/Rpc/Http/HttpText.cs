using System.Text;

namespace Flux.Daemon.Rpc.Http;

/// <summary>Answers that are not JSON-RPC, as fluxd's HTTP server gives them: faults with its old default content type, REST with its own.</summary>
internal static class HttpText
{
    /// <summary>Content type of bare faults.</summary>
    public const string Html = "text/html; charset=ISO-8859-1";

    /// <summary>A status with a text, possibly empty.</summary>
    public static async Task WriteAsync(HttpContext context, int status, string text, string contentType = Html)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        if (HttpMethods.IsHead(context.Request.Method)) return;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }
}
