using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Flux.Ingress.Forwarding;

/// <summary>The gateway's own answers, as a small page for browsers and as one line of text for everything else.</summary>
internal static class GatewayPages
{
    public static Task UnknownAppAsync(HttpContext context, string host) =>
        WriteAsync(context, StatusCodes.Status404NotFound, "No app here", $"No app answers to {host}. Its name may be mistyped, or its time may have run out.");

    public static Task NoInstanceAsync(HttpContext context, string app)
    {
        context.Response.Headers.RetryAfter = "1";
        return WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "No instance answers", $"{app} exists, but none of its instances answers now. It may just be starting or moving.");
    }

    public static Task BadAnswerAsync(HttpContext context, string app) =>
        WriteAsync(context, StatusCodes.Status502BadGateway, "The app broke off", $"{app} closed the connection before it answered. The request was not repeated because that might do something twice.");

    public static Task TooSlowAsync(HttpContext context, string app) =>
        WriteAsync(context, StatusCodes.Status504GatewayTimeout, "The app is too slow", $"{app} did not begin its answer in time.");

    private static async Task WriteAsync(HttpContext context, int status, string title, string text)
    {
        if (context.Response.HasStarted) return;
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        var html = context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        context.Response.ContentType = html ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
        if (HttpMethods.IsHead(context.Request.Method)) return;
        await context.Response.WriteAsync(html ? Page(title, text) : $"{title}: {text}\n", Encoding.UTF8, context.RequestAborted);
    }

    private static string Page(string title, string text) =>
        $"""
         <!doctype html><html lang="en"><head><meta charset="utf-8"><title>{WebUtility.HtmlEncode(title)}</title>
         <style>body{"{"}font:16px/1.5 system-ui,sans-serif;margin:15vh auto;max-width:32rem;padding:0 1rem;color:#1c2333{"}"}h1{"{"}font-size:1.4rem{"}"}</style>
         </head><body><h1>{WebUtility.HtmlEncode(title)}</h1><p>{WebUtility.HtmlEncode(text)}</p></body></html>

         """;
}
