namespace Flux.Os.Api;

/// <summary>HEAD is answered as GET without the body, as load balancers ask it. Must stand before the routing. The server itself leaves the body away.</summary>
internal static class HeadRequests
{
    public static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        var isHead = HttpMethods.IsHead(http.Request.Method);
        if (isHead) http.Request.Method = HttpMethods.Get;
        await next(http).ConfigureAwait(false);
        if (isHead) http.Request.Method = HttpMethods.Head;
    }
}
