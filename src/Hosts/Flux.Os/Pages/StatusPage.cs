namespace Flux.Os.Pages;

/// <summary>The read-only page at <c>/</c>: nodes, apps and last blocks, refreshed by itself. Nothing is loaded from elsewhere.</summary>
internal static class StatusPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var html = ReadResource();
        routes.MapGet("/", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'";
            return Results.Content(html, "text/html; charset=utf-8");
        }).ExcludeFromDescription();
    }

    private static string ReadResource()
    {
        using var stream = typeof(StatusPage).Assembly.GetManifestResourceStream("status.html") ?? throw new InvalidOperationException("The status page is not part of this build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
